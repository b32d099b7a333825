/** Elements made of text only; nothing that a user wrote is ever read as markup. */

export const byId = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Text that somebody chose: its direction does not touch what stands around it. */
export const foreign = (text) => element('bdi', { textContent: text });

/** Names and values of a description list; whatever has no value is left out. */
export function showFacts(list, facts) {
  list.replaceChildren(...Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => element('div', {}, element('dt', { textContent: name }), element('dd', {}, value))));
}
