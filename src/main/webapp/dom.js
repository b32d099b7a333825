/** Elements made of text only; nothing that a user wrote is ever read as markup. */

const LINK = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/giu;

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A paragraph with the text as it was typed, in which web addresses can be followed. */
export function linked(className, text) {
  const paragraph = element('p', { className, dir: 'auto' });
  let end = 0;
  for (const { 0: address, index } of text.matchAll(LINK)) {
    paragraph.append(text.slice(end, index));
    paragraph.append(element('a', { href: address, target: '_blank', rel: 'noopener noreferrer', textContent: address }));
    end = index + address.length;
  }
  paragraph.append(text.slice(end));
  return paragraph;
}
