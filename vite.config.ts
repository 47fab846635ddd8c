import { fresh } from "@fresh/plugin-vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [fresh(), tailwindcss()],
  // The policy of our pages refuses fonts as data: URLs.
  build: { assetsInlineLimit: 0 },
});
