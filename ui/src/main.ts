/** Starts the window. The theme comes first, its changes to the components last. */
import "./theme/tokens.css";
import "./theme/base.css";
import { createApp } from "vue";
import App from "./App.vue";
import { onLockedOut } from "./backend/call";
import { router } from "./router";
import { dropSession } from "./shared/session";
import "./theme/element.css";

onLockedOut(() => {
  dropSession();
  void router.replace("/login");
});

createApp(App).use(router).mount("#app");
