// The first start: school and person, the recovery code, two of its groups back. A code made later is confirmed the same way.

export async function beginFirstStart(page, school) {
  await page.fill("school-name", school.name);
  await page.fill("school-code", school.code);
  await page.fill("person-name", school.person);
  await page.fill("password", school.password);
  await page.fill("password-again", school.password);
  await page.press("建立本校数据");
  await page.see("请抄下恢复码");
}

/** The eight groups as they stand on the page. */
export async function recoveryGroups(page) {
  const groups = await page.texts(".code-figure");
  if (groups.length !== 8 || !groups.every((group) => /^\d{6}$/.test(group))) throw new Error(`not a recovery code: ${groups}`);
  return groups;
}

/** Types the asked groups back; `spoil` changes the first one. */
export async function confirmRecovery(page, groups, spoil = (group) => group) {
  if ((await page.texts("button")).includes("已经抄好，下一步")) await page.press("已经抄好，下一步");
  await page.see("核对恢复码");
  for (const index of [0, 1]) {
    const label = (await page.texts(`#recovery-group-${index}-label`))[0];
    const asked = groups[Number(/第 (\d) 组/.exec(label)[1]) - 1];
    await page.fill(`recovery-group-${index}`, index === 0 ? spoil(asked) : asked);
  }
  await page.press("核对无误");
}
