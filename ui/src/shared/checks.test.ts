import { expect, it } from "vitest";
import { between, digitsOf, fingerprintGroups, length, password, personName, schoolCode } from "./checks";

it("counts rare ideographs as one character", () => expect(length(" 𠮷田 ")).toBe(2));

it("takes names with a middle dot and rare characters, refuses the rest", () => {
  for (const name of ["张三", "李娜·艾山", "李娜•艾山", "𠮷𠮷", "欧阳静"]) expect(personName(name), name).toBeUndefined();
  for (const name of ["", "张", "Zhang San", "张三1", "·张三", "张".repeat(21)]) expect(personName(name), name).toBeDefined();
});

it("checks a school code as far as it can be checked", () => {
  expect(schoolCode("3114999901")).toBeUndefined();
  expect(schoolCode("３１１４９９９９０１")).toBeUndefined();
  for (const code of ["", "311499990", "31149999012", "3199999901", "31149999O1"]) expect(schoolCode(code), code).toBeDefined();
});

it("refuses a password that others know", () => {
  expect(password("一二三四五六七八九", "", "")).toBeDefined();
  expect(password("梁守义1234567", "梁守义", "")).toContain("姓名");
  expect(password("xx3114999901", "梁守义", "3114999901")).toContain("标识码");
  expect(password("三月杏花开满坡2026", "梁守义", "3114999901")).toBeUndefined();
});

it("wants narratives inside their bounds", () => {
  expect(between("二十个字以上", 20, 4000)).toContain("20");
  expect(between("字".repeat(20), 20, 4000)).toBeUndefined();
  expect(between("字".repeat(4001), 20, 4000)).toContain("4000");
});

it("reads a fingerprint however it was typed", () => {
  expect(digitsOf("１２３４５ 67890-")).toBe("1234567890");
  expect(fingerprintGroups("12345 67890 111")).toEqual(["12345", "67890", "111"]);
});
