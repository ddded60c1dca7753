/** Starts the window. The theme comes first, its changes to the components last. */
import "./theme/tokens.css";
import "./theme/base.css";
import { createApp } from "vue";
import App from "./App.vue";
import { onLockedOut } from "./backend/call";
import { onLocked } from "./backend/home";
import { router } from "./router";
import { dropSession, session } from "./shared/session";
import "./theme/element.css";

/** The shell has locked by itself: what was read goes at once, and the way in says why. */
function lockedByItself(): void {
  if (session.value === null) return;
  dropSession("idle");
  void router.replace("/login");
}

onLockedOut(lockedByItself);
onLocked(lockedByItself).catch(() => undefined);

createApp(App).use(router).mount("#app");
