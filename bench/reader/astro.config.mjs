// The peer's project: Starlight as it comes, in both languages. Written into a folder by reader.py.
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import rehypeRaw from "rehype-raw";

export default defineConfig({
  site: process.env.SITE_URL,
  // So that Starlight sees the headings of articles, which are HTML.
  markdown: { rehypePlugins: [rehypeRaw] },
  integrations: [
    starlight({
      title: "Tiếng Nói",
      defaultLocale: "root",
      locales: { root: { label: "Tiếng Việt", lang: "vi" }, en: { label: "English", lang: "en" } },
    }),
  ],
});
