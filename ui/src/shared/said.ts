/** Good news that may vanish: what is now true, said once. Bad news never goes this way. */
import { ElMessage } from "element-plus";
import "element-plus/es/components/message/style/css";
import { onWipe } from "./session";

/** What was said may name a person: it goes with everything else when the file is locked. */
onWipe(() => ElMessage.closeAll());

/** Only the latest stands: several at once would lie over the form that is being filled. */
export function sayDone(sentence: string): void {
  ElMessage.closeAll();
  ElMessage({ type: "success", message: sentence, duration: 4000, customClass: "is-private" });
}
