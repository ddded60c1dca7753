/** Reading a case that may be marked as sensitive: the refusal becomes a question. */
import { ref, type Ref } from "vue";
import { CommandError } from "../../backend/call";
import { useLoad, type Load } from "../load";

/** A load that knows when a reason has to be given first. */
export interface GatedLoad<T> extends Load<T> {
  asks: Ref<boolean>;
}

/** As `useLoad`; `asks` is true while the case waits for a reason, and then nothing of it is kept. */
export function useGatedLoad<T>(read: () => Promise<T>): GatedLoad<T> {
  const asks = ref(false);
  const load = useLoad<T>(async () => {
    try {
      const value = await read();
      asks.value = false;
      return value;
    } catch (reason) {
      asks.value = reason instanceof CommandError && reason.code === "reason_needed";
      if (asks.value) load.data.value = null;
      throw reason;
    }
  });
  return { ...load, asks };
}
