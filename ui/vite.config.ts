// Builds the window's pages into ui/dist, which the shell embeds. The targets are
// the oldest engines still met: WebKitGTK of Debian 12 and WebView2 109.
import vue from "@vitejs/plugin-vue";
import Components from "unplugin-vue-components/vite";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [
    vue(),
    Components({
      dirs: [],
      dts: "src/components.d.ts",
      resolvers: [ElementPlusResolver({ importStyle: "css", directives: false })],
    }),
  ],
  build: {
    target: ["safari15", "chrome109"],
    cssTarget: ["safari15", "chrome109"],
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
