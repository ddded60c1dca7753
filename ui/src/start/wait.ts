/** The growing delay after wrong passwords, counted down in words. */
import { computed, onUnmounted, ref, type ComputedRef, type Ref } from "vue";
import { loginText } from "../text/start";

/** “50 秒”, “2 分 10 秒”. */
export function restWords(seconds: number): string {
  return seconds < 60 ? loginText.seconds(seconds) : loginText.minutes(Math.floor(seconds / 60), seconds % 60);
}

export interface Wait {
  /** Whole seconds that are left; 0 when there is nothing to wait for. */
  rest: Ref<number>;
  words: ComputedRef<string>;
  /** True from the end of a wait until the next try. */
  over: Ref<boolean>;
  begin: (seconds: number) => void;
  end: () => void;
}

/** Counts on the machine's running time, so that setting the clock changes nothing. */
export function useWait(): Wait {
  const rest = ref(0);
  const over = ref(false);
  let until = 0;
  let timer = 0;

  function stop(): void {
    window.clearInterval(timer);
    rest.value = 0;
  }

  function tick(): void {
    rest.value = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    if (rest.value > 0) return;
    stop();
    over.value = true;
  }

  function begin(seconds: number): void {
    stop();
    over.value = false;
    until = performance.now() + seconds * 1000;
    timer = window.setInterval(tick, 250);
    tick();
  }

  function end(): void {
    stop();
    over.value = false;
  }

  onUnmounted(stop);
  return { rest, words: computed(() => restWords(rest.value)), over, begin, end };
}
