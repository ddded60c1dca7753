/**
 * One way to fill in a form: what was typed stays until it is accepted, and each mistake is
 * told beside its field. A form with a draft is kept in the school's encrypted file while it is
 * typed; a small one waits in this window's memory. Nothing goes into a browser's store, which
 * would leave pupils' names on the disk unencrypted.
 */
import { nextTick, reactive, ref, toRaw, watch, type Ref } from "vue";
import { useRoute } from "vue-router";
import { useDraft, type Draft, type DraftKey, type DraftState } from "./draft";
import { fieldErrorsOf, noticeOf, noticeOfError, type Notice } from "./errors";
import { onWipe } from "./session";

/** Field name to the sentence beside it. */
export type FieldLines = Record<string, string | undefined>;

/** What the frame of a form shows. */
export interface FormState {
  notice: Ref<Notice | null>;
  busy: Ref<boolean>;
  /** Null for a form without a draft. */
  draft: DraftState | null;
  drop: () => void;
}

export interface Form<T extends object> extends FormState {
  values: T;
  errors: FieldLines;
  touch: (field: string) => void;
  submit: <R>(send: (values: T) => Promise<R>) => Promise<R | undefined>;
}

/** Small forms that were left unfinished, by name. */
const waitingForms = new Map<string, object>();
onWipe(() => waitingForms.clear());

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

/** A content that this form can hold: only members it knows, each of the kind it has. */
function fitting<T extends object>(blank: T, kept: string): Partial<T> {
  let read: unknown;
  try {
    read = JSON.parse(kept);
  } catch {
    return {};
  }
  if (typeof read !== "object" || read === null) return {};
  const same = (a: unknown, b: unknown) => typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && (a === null) === (b === null);
  return Object.fromEntries(Object.entries(read).filter(([key, value]) => key in blank && same(blank[key as keyof T], value))) as Partial<T>;
}

/**
 * @param name   a draft's key; the name under which a small form waits in memory; null keeps nothing (passwords)
 * @param check  what is wrong with the values, by field, without asking the program
 */
export function useForm<T extends object>(name: DraftKey | string | null, blank: () => T, check: (values: T) => FieldLines): Form<T> {
  const memory = typeof name === "string" ? name : null;
  const left = memory === null ? undefined : waitingForms.get(memory);
  const values = reactive(left ? { ...blank(), ...copy(left) } : blank()) as T;
  const errors = reactive<FieldLines>({});
  const notice = ref<Notice | null>(null);
  const busy = ref(false);
  const touched = new Set<string>();
  let done = false;
  const draft: Draft | null =
    typeof name === "object" && name !== null
      ? useDraft(name, () => JSON.stringify(plain(values)), (kept) => Object.assign(values, fitting(blank(), kept)), useRoute().query["resume"] === "1")
      : null;

  watch(
    values,
    () => {
      if (done) return;
      if (memory !== null) waitingForms.set(memory, copy(values));
      draft?.changed();
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
    // A draft written after the record would come back as if it had never been handed in.
    await draft?.rest();
    try {
      const reply = await send(copy(values));
      done = true;
      if (memory !== null) waitingForms.delete(memory);
      return reply;
    } catch (reason) {
      draft?.wake();
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
    if (memory !== null) waitingForms.delete(memory);
    void draft?.clear();
    void nextTick(() => {
      done = false;
    });
  }

  return { values, errors, notice, busy, draft, touch, submit, drop };
}
