/** Who is typing right now, in one line. */

const LASTS_MS = 6000;
const BOUND = 20;

export class Typing {
  #line;
  #typers = new Map();

  constructor(line) {
    this.#line = line;
  }

  /** A `typing` event, or null when nothing is known any more. */
  show(event) {
    if (event === null) {
      [...this.#typers.keys()].forEach((name) => this.#forget(name));
    } else {
      this.#forget(event.from);
      if (event.active && this.#typers.size < BOUND) {
        this.#typers.set(event.from, setTimeout(() => this.show({ ...event, active: false }), LASTS_MS));
      }
    }
    this.#line.textContent = this.#words([...this.#typers.keys()]);
  }

  #forget(name) {
    clearTimeout(this.#typers.get(name));
    this.#typers.delete(name);
  }

  #words(names) {
    switch (names.length) {
      case 0:
        return '';
      case 1:
        return `${names[0]} is typing…`;
      case 2:
        return `${names[0]} and ${names[1]} are typing…`;
      default:
        return 'Several people are typing…';
    }
  }
}
