// The bureau's profile, trusted after its fingerprint was compared.
import { answer } from "../dialog.mjs";

export async function trust(world, bureau) {
  const { page } = world;
  await page.go("/settings/bureau", "还没有教育局档案");
  await page.press("导入教育局档案");
  await answer(world, "profile", bureau.profile);
  await page.see("核对指纹");
  await page.fill("bureau-typed", await bureau.fingerprint());
  await page.press("信任这份档案");
  await page.see("已信任");
}
