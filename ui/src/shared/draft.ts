/**
 * The draft of one form: kept in the school's encrypted file while it is typed, offered with its
 * time when the form is opened again, never taken up or thrown away without being asked.
 */
import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";
import { draftDrop, draftGet, draftSave } from "../backend/drafts";
import { draftClock } from "./draft-clock";
import { noticeOfError, type Notice } from "./errors";
import { beforeLeave } from "./session";

/** Which form, and for the texts of a record which record. */
export interface DraftKey {
  form: string;
  objectId: string;
}

/** Where the draft of a form stands. */
export interface DraftState {
  /** Asking whether there is one; the fields wait so that nothing typed can write over it. */
  asking: Ref<boolean>;
  /** When the draft that is offered was kept; null when none is. */
  offered: Ref<string | null>;
  /** When the draft that was taken up had been kept. */
  resumed: Ref<string | null>;
  /** When the program last said that it is kept. */
  savedAt: Ref<string | null>;
  /** Something was typed that is not kept yet. */
  waiting: Ref<boolean>;
  failed: Ref<Notice | null>;
  /** The draft could not be read: nothing is written over it. */
  unread: Ref<boolean>;
  take: () => void;
  refuse: () => Promise<void>;
}

export interface Draft extends DraftState {
  changed: () => void;
  /** No write is under way and none will come: the form may be handed in. */
  rest: () => Promise<void>;
  /** It was not accepted after all: go on keeping it. */
  wake: () => void;
  /** Throws it away in the file too. */
  clear: () => Promise<void>;
}

/**
 * @param content what the form holds, as text
 * @param put     puts a kept content back into the form
 * @param now     take it up without asking, because the person has just said so elsewhere
 */
export function useDraft(key: DraftKey, content: () => string, put: (kept: string) => void, now: boolean): Draft {
  const asking = ref(true);
  const offered = ref<string | null>(null);
  const resumed = ref<string | null>(null);
  const savedAt = ref<string | null>(null);
  const waiting = ref(false);
  const failed = ref<Notice | null>(null);
  const unread = ref(false);
  let kept = "";
  let clock = makeClock();

  function makeClock() {
    return draftClock(async () => {
      const text = content();
      try {
        const saved = await draftSave({ ...key, content: text });
        savedAt.value = saved.savedAt;
        failed.value = null;
        waiting.value = content() !== text;
      } catch (reason) {
        failed.value = noticeOfError(reason);
        throw reason;
      }
    });
  }

  function changed(): void {
    if (asking.value || offered.value !== null || unread.value) return;
    waiting.value = true;
    clock.changed();
  }

  function take(): void {
    resumed.value = offered.value;
    savedAt.value = offered.value;
    offered.value = null;
    put(kept);
    kept = "";
  }

  async function refuse(): Promise<void> {
    try {
      await draftDrop(key);
      failed.value = null;
      offered.value = null;
      kept = "";
    } catch (reason) {
      failed.value = noticeOfError(reason);
    }
  }

  const rest = () => clock.stop();

  function wake(): void {
    clock = makeClock();
    changed();
  }

  async function clear(): Promise<void> {
    await clock.stop();
    clock = makeClock();
    waiting.value = false;
    resumed.value = null;
    try {
      await draftDrop(key);
      savedAt.value = null;
      failed.value = null;
    } catch (reason) {
      failed.value = noticeOfError(reason);
    }
  }

  const flush = () => clock.flush();
  const forget = beforeLeave(flush);

  onMounted(async () => {
    try {
      const found = await draftGet(key);
      if (found !== null) {
        kept = found.content;
        offered.value = found.savedAt;
        if (now) take();
      }
    } catch {
      unread.value = true;
    } finally {
      asking.value = false;
    }
    window.addEventListener("blur", flush);
  });
  onBeforeUnmount(() => {
    window.removeEventListener("blur", flush);
    forget();
    // What the form holds is read at once, before it is gone.
    void flush();
  });

  return { asking, offered, resumed, savedAt, waiting, failed, unread, take, refuse, changed, rest, wake, clear };
}
