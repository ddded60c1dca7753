/** Every page has an address that can be opened; all but the way in need somebody logged in. */
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import AppFrame from "./shared/AppFrame.vue";
import { may, session } from "./shared/session";

declare module "vue-router" {
  interface RouteMeta {
    /** Reachable before anybody is logged in. */
    open?: boolean;
    /** A fresh page each time: forms and single records. */
    form?: boolean;
    /** The page is for whoever holds this right, or one of these; anybody else is told so instead of filling in what will be refused. */
    right?: string | readonly string[];
  }
}

const inside: RouteRecordRaw[] = [
  { path: "today", name: "today", component: () => import("./today/TodayPage.vue") },
  { path: "search", name: "search", component: () => import("./search/SearchPage.vue") },
  { path: "concerns", name: "concerns", component: () => import("./concerns/ConcernsPage.vue") },
  { path: "concerns/new", name: "concern-new", meta: { form: true, right: "record_concern" }, component: () => import("./concerns/ConcernForm.vue") },
  { path: "concerns/blank", name: "intake-blank", meta: { form: true, right: "record_concern" }, component: () => import("./paper/BlankPage.vue") },
  { path: "concerns/:id", name: "concern", meta: { form: true }, props: true, component: () => import("./concerns/ConcernPage.vue") },
  { path: "concerns/:id/papers/:paper", name: "case-paper", meta: { form: true }, props: true, component: () => import("./paper/CasePaperPage.vue") },
  { path: "concerns/:id/enter/:entry", name: "case-entry", meta: { form: true }, props: true, component: () => import("./concerns/EntryPage.vue") },
  { path: "ledger", name: "ledger", component: () => import("./ledger/LedgerPage.vue") },
  { path: "ledger/new", name: "ledger-new", meta: { form: true, right: "record_ledger" }, component: () => import("./ledger/LedgerForm.vue") },
  { path: "ledger/:id", name: "ledger-item", meta: { form: true }, props: true, component: () => import("./ledger/LedgerItemPage.vue") },
  { path: "pacts", name: "pacts", component: () => import("./pacts/PactsPage.vue") },
  { path: "pacts/new", name: "pact-new", meta: { form: true, right: "record_pact" }, component: () => import("./pacts/PactForm.vue") },
  { path: "pacts/:id", name: "pact", meta: { form: true }, props: true, component: () => import("./pacts/PactPage.vue") },
  { path: "reports", redirect: "/reports/june" },
  { path: "reports/june", name: "june", meta: { right: "read_records" }, component: () => import("./paper/JunePage.vue") },
  { path: "reports/papers/:packetId/:paper", name: "paper", meta: { form: true, right: "read_records" }, props: true, component: () => import("./paper/PaperPage.vue") },
  { path: "reports/lists", name: "lists", meta: { right: "read_records" }, component: () => import("./paper/ListsPage.vue") },
  { path: "reports/outbox", name: "outbox", meta: { right: "read_records" }, component: () => import("./packets/OutboxPage.vue") },
  { path: "roster", redirect: "/roster/pupils" },
  { path: "roster/pupils", name: "pupils", component: () => import("./roster/PupilsPage.vue") },
  { path: "roster/classes", name: "classes", component: () => import("./roster/ClassesPage.vue") },
  { path: "roster/import", name: "roster-import", meta: { form: true, right: "edit_roster" }, component: () => import("./roster/ImportPage.vue") },
  { path: "roster/rollover", name: "rollover", meta: { form: true, right: "edit_roster" }, component: () => import("./roster/RolloverPage.vue") },
  { path: "roster/staff", name: "staff", component: () => import("./roster/StaffPage.vue") },
  { path: "settings", redirect: () => (may("read_records") ? "/settings/bureau" : "/settings/password") },
  { path: "settings/bureau", name: "bureau", meta: { right: "read_records" }, component: () => import("./settings/BureauPage.vue") },
  { path: "settings/people", name: "people", meta: { right: "manage_people" }, component: () => import("./settings/PeoplePage.vue") },
  { path: "settings/people/rights", name: "rights", meta: { form: true, right: "manage_people" }, component: () => import("./settings/PeopleRights.vue") },
  { path: "settings/people/:account/remove", name: "remove", meta: { form: true, right: "remove_for_cause" }, props: true, component: () => import("./settings/PeopleRemove.vue") },
  { path: "settings/password", name: "password", meta: { form: true }, component: () => import("./settings/PeoplePassword.vue") },
  { path: "settings/recovery", name: "recovery", meta: { form: true, right: "renew_recovery" }, component: () => import("./settings/RecoveryPage.vue") },
  { path: "settings/backup", name: "backup", meta: { form: true, right: "make_backup" }, component: () => import("./settings/BackupPage.vue") },
  { path: "settings/backup/restore", name: "restore", meta: { form: true, right: "restore" }, component: () => import("./settings/RestorePage.vue") },
  { path: "settings/audit", name: "audit", meta: { right: "read_audit" }, component: () => import("./settings/AuditPage.vue") },
  { path: "settings/handling", name: "handling", meta: { form: true }, component: () => import("./settings/HandlingPage.vue") },
  { path: "settings/calendar", name: "calendar", meta: { form: true }, component: () => import("./settings/CalendarPage.vue") },
  { path: "settings/privacy", name: "privacy", meta: { form: true, right: ["edit_roster", "read_own_class"] }, component: () => import("./settings/PrivacyPage.vue") },
  { path: "settings/data", name: "data", component: () => import("./settings/DataPage.vue") },
];

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/login", name: "gate", meta: { open: true }, component: () => import("./start/GatePage.vue") },
    { path: "/password", name: "must-change", component: () => import("./start/MustChangePage.vue") },
    { path: "/", component: AppFrame, redirect: "/today", children: inside },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  if (!session.value) return to.meta.open ? true : { name: "gate" };
  // A password that somebody else has set is changed first: no other page is reachable.
  const must = session.value.mustChangePassword;
  if (must !== (to.name === "must-change")) return must ? { name: "must-change" } : { name: "today" };
  return true;
});
