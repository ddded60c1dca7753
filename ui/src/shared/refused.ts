/** Who does what a page is for, in one phrase: “校长、分管副校长或政教主任”. */
import { postText, type Post } from "../text/common";
import { refusedText as text } from "../text/refused";

export function whoDoes(posts: readonly Post[]): string {
  const words = posts.map((post) => postText[post]);
  const last = words.at(-1);
  if (last === undefined) return text.anybody;
  const before = words.slice(0, -1).join(text.between);
  return before === "" ? last : `${before}${text.last}${last}`;
}
