/** The June packet made in this session, so that the page finds it again. */
import { shallowRef } from "vue";
import type { JuneView } from "../generated/index";
import { onWipe } from "../shared/session";

export const lastMade = shallowRef<JuneView | null>(null);

onWipe(() => {
  lastMade.value = null;
});
