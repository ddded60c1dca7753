/** Every page has an address that can be opened; all but the way in need somebody logged in. */
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import AppFrame from "./shared/AppFrame.vue";
import { session } from "./shared/session";

declare module "vue-router" {
  interface RouteMeta {
    /** Reachable before anybody is logged in. */
    open?: boolean;
    /** A fresh page each time: forms and single records. */
    form?: boolean;
  }
}

const inside: RouteRecordRaw[] = [
  { path: "today", name: "today", component: () => import("./today/TodayPage.vue") },
  { path: "concerns", name: "concerns", component: () => import("./concerns/ConcernsPage.vue") },
  { path: "concerns/new", name: "concern-new", meta: { form: true }, component: () => import("./concerns/ConcernForm.vue") },
  { path: "concerns/:id", name: "concern", meta: { form: true }, props: true, component: () => import("./concerns/ConcernPage.vue") },
  { path: "ledger", name: "ledger", component: () => import("./ledger/LedgerPage.vue") },
  { path: "ledger/new", name: "ledger-new", meta: { form: true }, component: () => import("./ledger/LedgerForm.vue") },
  { path: "ledger/:id", name: "ledger-item", meta: { form: true }, props: true, component: () => import("./ledger/LedgerItemPage.vue") },
  { path: "pacts", name: "pacts", component: () => import("./pacts/PactsPage.vue") },
  { path: "pacts/new", name: "pact-new", meta: { form: true }, component: () => import("./pacts/PactForm.vue") },
  { path: "pacts/:id", name: "pact", meta: { form: true }, props: true, component: () => import("./pacts/PactPage.vue") },
  { path: "reports", redirect: "/reports/june" },
  { path: "reports/june", name: "june", component: () => import("./paper/JunePage.vue") },
  { path: "reports/papers/:packetId/:paper", name: "paper", meta: { form: true }, props: true, component: () => import("./paper/PaperPage.vue") },
  { path: "reports/outbox", name: "outbox", component: () => import("./packets/OutboxPage.vue") },
  { path: "roster", redirect: "/roster/pupils" },
  { path: "roster/pupils", name: "pupils", component: () => import("./roster/PupilsPage.vue") },
  { path: "roster/classes", name: "classes", component: () => import("./roster/ClassesPage.vue") },
  { path: "roster/staff", name: "staff", component: () => import("./roster/StaffPage.vue") },
  { path: "settings", redirect: "/settings/bureau" },
  { path: "settings/bureau", name: "bureau", component: () => import("./settings/BureauPage.vue") },
  { path: "settings/data", name: "data", component: () => import("./settings/DataPage.vue") },
];

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/login", name: "gate", meta: { open: true }, component: () => import("./start/GatePage.vue") },
    { path: "/", component: AppFrame, redirect: "/today", children: inside },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => (session.value || to.meta.open ? true : { name: "gate" }));
