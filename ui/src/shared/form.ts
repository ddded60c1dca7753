/**
 * One way to fill in a form: what was typed stays until it is accepted, each mistake is
 * told beside its field, and an unfinished form waits in this window. Drafts are kept in
 * memory only: a browser store would leave pupils' names on the disk unencrypted.
 */
import { computed, nextTick, reactive, ref, toRaw, watch, type Ref } from "vue";
import { clockAt } from "./dates";
import { fieldErrorsOf, noticeOf, noticeOfError, type Notice } from "./errors";
import { onWipe } from "./session";

/** Field name to the sentence beside it. */
export type FieldLines = Record<string, string | undefined>;

export interface Form<T extends object> {
  values: T;
  errors: FieldLines;
  notice: Ref<Notice | null>;
  busy: Ref<boolean>;
  /** Wall clock of the last change that is kept in this window, or null. */
  draftAt: Ref<string | null>;
  /** True when an earlier unfinished form was found and put back. */
  resumed: Ref<boolean>;
  touch: (field: string) => void;
  submit: <R>(send: (values: T) => Promise<R>) => Promise<R | undefined>;
  drop: () => void;
}

interface Draft {
  values: object;
  at: string;
}

const drafts = reactive(new Map<string, Draft>());
onWipe(() => drafts.clear());

/** Whether an unfinished form of this name waits. */
export function hasDraft(name: string): boolean {
  return drafts.has(name);
}

export function dropDraft(name: string): void {
  drafts.delete(name);
}

function copy<T extends object>(values: T): T {
  return structuredClone(plain(values)) as T;
}

function plain(value: unknown): unknown {
  const raw = toRaw(value);
  if (Array.isArray(raw)) return raw.map(plain);
  if (typeof raw === "object" && raw !== null) {
    return Object.fromEntries(Object.entries(raw).map(([key, inner]) => [key, plain(inner)]));
  }
  return raw;
}

/** Puts the caret into the first field that has a mistake. */
async function focusFirst(): Promise<void> {
  await nextTick();
  const field = document.querySelector<HTMLElement>("[data-field-error]");
  field?.scrollIntoView({ block: "center" });
  field?.querySelector<HTMLElement>("input, textarea, button, [tabindex='0']")?.focus({ preventScroll: true });
}

/**
 * @param name   under which an unfinished form waits; null keeps none (passwords)
 * @param check  what is wrong with the values, by field, without asking the program
 */
export function useForm<T extends object>(name: string | null, blank: () => T, check: (values: T) => FieldLines): Form<T> {
  const waiting = name === null ? undefined : drafts.get(name);
  const values = reactive(waiting ? { ...blank(), ...copy(waiting.values) } : blank()) as T;
  const errors = reactive<FieldLines>({});
  const notice = ref<Notice | null>(null);
  const busy = ref(false);
  const resumed = ref(waiting !== undefined);
  const touched = new Set<string>();
  let done = false;

  watch(
    values,
    () => {
      if (done) return;
      if (name !== null) drafts.set(name, { values: copy(values), at: clockAt(Date.now()).seconds });
      const lines = check(values);
      for (const field of touched) errors[field] = lines[field];
      if (!Object.values(errors).some(Boolean)) notice.value = null;
    },
    { deep: true },
  );

  function touch(field: string): void {
    if (done) return;
    touched.add(field);
    errors[field] = check(values)[field];
  }

  async function submit<R>(send: (sent: T) => Promise<R>): Promise<R | undefined> {
    if (busy.value) return undefined;
    const lines = check(values);
    for (const field of Object.keys(lines)) touched.add(field);
    for (const field of Object.keys({ ...errors, ...lines })) errors[field] = lines[field];
    notice.value = null;
    if (Object.values(lines).some(Boolean)) {
      notice.value = noticeOf("invalid_fields");
      await focusFirst();
      return undefined;
    }
    busy.value = true;
    try {
      const reply = await send(copy(values));
      done = true;
      if (name !== null) dropDraft(name);
      return reply;
    } catch (reason) {
      const fields = fieldErrorsOf(reason);
      Object.assign(errors, fields);
      notice.value = noticeOfError(reason);
      if (Object.keys(fields).length > 0) await focusFirst();
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  function drop(): void {
    done = true;
    Object.assign(values, blank());
    for (const field of Object.keys(errors)) errors[field] = undefined;
    touched.clear();
    notice.value = null;
    resumed.value = false;
    if (name !== null) dropDraft(name);
    void nextTick(() => {
      done = false;
    });
  }

  const draftAt = computed(() => (name === null ? null : (drafts.get(name)?.at ?? null)));
  return { values, errors, notice, busy, draftAt, resumed, touch, submit, drop };
}
