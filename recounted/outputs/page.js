// Lights an item's evidence when the item is hovered or focused, and the items of a piece of evidence likewise.
(() => {
  const byItem = new Map();
  const add = (id, node) => { if (!byItem.has(id)) byItem.set(id, []); byItem.get(id).push(node); };
  for (const node of document.querySelectorAll("[data-items]")) for (const id of node.dataset.items.split(" ")) add(id, node);
  for (const node of document.querySelectorAll("[data-item]")) add(node.dataset.item, node);
  const ids = (node) => node.dataset.item ? [node.dataset.item] : node.dataset.items.split(" ");
  const light = (node, on) => { for (const id of ids(node)) for (const other of byItem.get(id) || []) other.classList.toggle("lit", on); };
  for (const node of document.querySelectorAll("[data-item], [data-items]")) {
    node.addEventListener("mouseenter", () => light(node, true));
    node.addEventListener("mouseleave", () => light(node, false));
    node.addEventListener("focus", () => { light(node, true); const first = (byItem.get(node.dataset.item) || []).find((n) => n !== node); if (first) first.scrollIntoView({ block: "nearest" }); });
    node.addEventListener("blur", () => light(node, false));
  }
})();
