/** Good news that may vanish: what is now true, said once. Bad news never goes this way. */
import { ElMessage } from "element-plus";
import "element-plus/es/components/message/style/css";

export function sayDone(sentence: string): void {
  ElMessage({ type: "success", message: sentence, duration: 4000, grouping: true, customClass: "is-private" });
}
