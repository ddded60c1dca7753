// Style is left to the formatter of each author; these rules keep the borders:
// the shell is reached only through src/backend, and no module imports in a circle.
import importX from "eslint-plugin-import-x";
import vue from "eslint-plugin-vue";
import tseslint from "typescript-eslint";

const AREAS = ["today", "concerns", "ledger", "pacts", "paper", "packets", "roster", "settings", "start"];

/** Forbids an area to import from any other area; what is common lives in shared. */
const areaBorders = AREAS.map((area) => ({
  target: `./src/${area}`,
  from: AREAS.filter((other) => other !== area).map((other) => `./src/${other}`),
  message: "一个区域不引用另一个区域，公用的放在 shared。",
}));

/** Lower layers never reach up: texts and theme know nothing of pages, backend nothing of Vue pages. */
const layers = [
  { target: "./src/backend", from: [...AREAS, "shared", "theme"].map((d) => `./src/${d}`) },
  { target: "./src/text", from: [...AREAS, "shared", "theme", "backend"].map((d) => `./src/${d}`) },
  { target: "./src/shared", from: AREAS.map((d) => `./src/${d}`) },
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "src/generated/**", "src/components.d.ts"] },
  ...tseslint.configs.strict,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ["src/**/*.{ts,vue}"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".vue"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"], "vue-eslint-parser": [".vue"] },
      "import-x/resolver": { node: { extensions: [".ts", ".vue", ".js"] } },
    },
    rules: {
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-restricted-paths": ["error", { zones: [...areaBorders, ...layers] }],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@tauri-apps/*"], message: "只有 src/backend 可以引用 @tauri-apps。" },
            { regex: "/generated/(?!index$)", message: "类型只从 generated/index 引用。" },
          ],
        },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-unused-vars": "error",
      "vue/multi-word-component-names": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/attributes-order": "off",
      "vue/require-default-prop": "off",
      "vue/no-v-html": "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
    },
  },
  {
    files: ["src/backend/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "/generated/(?!index$)", message: "类型只从 generated/index 引用。" }] },
      ],
    },
  },
);
