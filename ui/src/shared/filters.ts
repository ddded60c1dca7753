/** A list's filters in its address. */
import { computed, ref, watch, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** One filter of a list, kept in the address so that Back returns to it. */
export function useQuery(name: string): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  const home = route.name;
  const read = () => {
    const value = route.query[name];
    return typeof value === "string" ? value : "";
  };
  const kept = ref(read());
  watch(
    () => [route.name, route.query[name]],
    () => {
      if (route.name === home) kept.value = read();
    },
  );
  return computed({
    get: () => kept.value,
    set: (value: string) => {
      kept.value = value;
      const others = Object.fromEntries(Object.entries(route.query).filter(([key]) => key !== name));
      void router.replace({ query: value === "" ? others : { ...others, [name]: value } });
    },
  });
}
