// The theme draws the diagrams of a page through the global `mermaid`. This stands in for the library and loads the
// real one, from this site, when the first diagram is drawn.
(() => {
  const library = new URL("mermaid/mermaid.esm.min.mjs", document.currentScript.src);
  let settings = {};
  let loaded;
  window.mermaid = {
    initialize(given) {
      settings = given;
    },
    async render(id, text) {
      loaded ??= import(library).then(({ default: mermaid }) => {
        mermaid.initialize({ ...settings, securityLevel: "strict" });
        return mermaid;
      });
      return (await loaded).render(id, text);
    },
  };
})();
