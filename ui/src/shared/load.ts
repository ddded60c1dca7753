/** Reading for a page, with the words for waiting and for failing. */
import { onActivated, onMounted, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { noticeOfError, type Notice } from "./errors";

/** Something a page reads: its last value stays on screen while it is read again. */
export interface Load<T> {
  data: ShallowRef<T | null>;
  error: Ref<Notice | null>;
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

/** Reads now and whenever the page comes back to the front; a late older answer never wins. */
export function useLoad<T>(read: () => Promise<T>): Load<T> {
  const data = shallowRef<T | null>(null);
  const error = ref<Notice | null>(null);
  const loading = ref(true);
  let turn = 0;

  async function reload(): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const value = await read();
      if (mine !== turn) return;
      data.value = value;
      error.value = null;
    } catch (reason) {
      if (mine !== turn) return;
      error.value = noticeOfError(reason);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  let first = true;
  onMounted(reload);
  onActivated(() => {
    if (!first) void reload();
    first = false;
  });
  return { data, error, loading, reload };
}
