// Rebuilds static/vendor from the exact versions in package.json; two runs give the same bytes.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import postcss from "postcss";
import * as sass from "sass";

const from = "node_modules";
const to = "static/vendor";
const version = (name) => JSON.parse(readFileSync(`${from}/${name}/package.json`, "utf8")).version;

/* Physical sides become logical ones, so that one sheet serves both directions of writing. */
const SIDES = { left: "inline-start", right: "inline-end" };
const CORNERS = {
  "border-top-left-radius": "border-start-start-radius",
  "border-top-right-radius": "border-start-end-radius",
  "border-bottom-left-radius": "border-end-start-radius",
  "border-bottom-right-radius": "border-end-end-radius",
};
const logical = {
  postcssPlugin: "logical-sides",
  Declaration(piece) {
    const { prop, value } = piece;
    const side = prop.match(/^(?:(margin|padding|border)-)?(left|right)(-(?:width|style|color))?$/);
    if (side) piece.prop = `${side[1] ?? "inset"}-${SIDES[side[2]]}${side[3] ?? ""}`;
    else if (CORNERS[prop]) piece.prop = CORNERS[prop];
    else if (prop === "text-align" && value in SIDES) piece.value = SIDES[value].slice("inline-".length);
    else if (prop === "justify-content" && value in SIDES) piece.value = value === "left" ? "start" : "end";
    else if ((prop === "float" || prop === "clear") && value in SIDES) piece.value = SIDES[value];
    else if (prop === "margin" || prop === "padding") {
      const [top, right, bottom, left] = postcss.list.space(value);
      if (left === undefined || left === right) return;
      piece.replaceWith(
        { prop: `${prop}-block`, value: `${top} ${bottom}` },
        { prop: `${prop}-inline`, value: `${left} ${right}` },
      );
    }
  },
};

rmSync(to, { recursive: true, force: true });
mkdirSync(`${to}/fonts`, { recursive: true });

const { css } = sass.compile("static/build/govuk.scss", {
  loadPaths: [from],
  charset: false,
  quietDeps: true,
});
const sheet = postcss([logical]).process(css, { from: undefined, map: false }).css;
const header =
  `/* govuk-frontend ${version("govuk-frontend")} (MIT, Crown Copyright, Government Digital Service): ` +
  "only the components in use, physical sides turned into logical ones. Built by npm run vendor; do not edit. */\n";
writeFileSync(`${to}/govuk.css`, `${header}${sheet}\n`);
copyFileSync("static/build/LICENSE-govuk-frontend.txt", `${to}/LICENSE-govuk-frontend.txt`); // its package leaves the licence out

const fonts = ["atkinson-hyperlegible-next", "literata"];
for (const font of fonts) {
  const home = `${from}/@fontsource-variable/${font}`;
  for (const letters of ["latin", "latin-ext"]) {
    const file = `${font}-${letters}-wght-normal.woff2`;
    copyFileSync(`${home}/files/${file}`, `${to}/fonts/${file}`);
  }
  copyFileSync(`${home}/LICENSE`, `${to}/fonts/LICENSE-${font}.txt`);
}

const packages = ["govuk-frontend", ...fonts.map((font) => `@fontsource-variable/${font}`)];
writeFileSync(`${to}/VERSIONS`, packages.map((name) => `${name} ${version(name)}\n`).join(""));
