/** Ties the page together: the entrance, the composer, and what the user sees of the connection. */

import { Conversation } from './conversation.js';
import { addressOf, endpointOf, Identity, isName, isRoom, roomOf, tidyName } from './identity.js';
import { Messages } from './messages.js';
import { People } from './people.js';
import { Typing } from './typing.js';

const byId = (id) => document.getElementById(id);
const TEXT_LEFT_FROM = 200;
const STATES = { connecting: 'Connecting…', joined: 'Connected', waiting: 'Reconnecting', away: 'Disconnected' };

const entrance = byId('entrance');
const chat = byId('chat');
const nameField = byId('name');
const roomField = byId('room');
const textField = byId('text');

const identity = new Identity(location.href);
const typing = new Typing(byId('typing'));
const messages = new Messages((entry) => identity.wrote(entry), {
  earlier: () => conversation?.showEarlier(),
  later: () => conversation?.showLater(),
  newest: () => conversation?.showNewest(),
  retry: (id) => conversation?.retry(id),
  discard: (id) => {
    conversation?.discard(id);
    textField.focus();
  },
});
const people = new People((user) => user === identity.user, () => conversation?.listPeople());

let conversation = null;
let countdownTimer;

function enter(name, room) {
  identity.enter(name, room);
  history.replaceState(null, '', addressOf(location.href, room));
  document.title = `#${room} – Parley`;
  byId('room-title').textContent = `#${room}`;
  entrance.hidden = true;
  chat.hidden = false;
  messages.clear();
  people.clear();
  conversation = new Conversation(endpointOf(location.href, name), room, identity, {
    status: showStatus,
    notice: (text) => messages.notice(text),
    typing: (event) => typing.show(event),
    messages,
    people,
  });
  conversation.start();
  // On a touch screen the keyboard would cover what there is to read.
  if (matchMedia('(hover: hover)').matches) {
    textField.focus();
  }
}

function leave() {
  conversation.leave();
  conversation = null;
  clearInterval(countdownTimer);
  identity.leave();
  document.title = 'Parley';
  chat.hidden = true;
  entrance.hidden = false;
  nameField.focus();
}

function showStatus({ state, text, delayMs, told }) {
  const status = byId('status');
  const explanation = byId('explanation');
  const retry = byId('retry');
  clearInterval(countdownTimer);
  byId('countdown').textContent = '';
  if (state === 'joined') {
    textField.placeholder = `Write as ${identity.user}`;
  }
  if (state === 'waiting') {
    countDown(delayMs);
  }
  // The reason stays readable while the next attempt is under way.
  if (state !== 'connecting') {
    explanation.hidden = text === undefined;
    byId('explanation-text').textContent = text ?? '';
  }
  retry.textContent = state === 'away' ? 'Try again' : 'Try now';
  retry.hidden = state === 'connecting' || told === true;
  chat.dataset.state = state;
  status.dataset.state = state;
  status.textContent = STATES[state];
  updateComposer();
}

function countDown(delayMs) {
  const until = Date.now() + delayMs;
  const show = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    byId('countdown').textContent = seconds > 0 ? ` in ${seconds} s` : '';
  };
  show();
  countdownTimer = setInterval(show, 1000);
}

function updateComposer() {
  const left = (conversation?.textChars ?? Infinity) - textField.value.length;
  const shows = left < TEXT_LEFT_FROM;
  byId('text-left').textContent = !shows ? '' : left < 0 ? `${-left} too many` : `${left} left`;
  byId('text-left').classList.toggle('over', left < 0);
  textField.setAttribute('aria-invalid', String(left < 0));
  byId('send').disabled = left < 0;
  textField.rows = Math.min(6, textField.value.split('\n').length);
}

function say() {
  const text = textField.value.toWellFormed?.() ?? textField.value;
  if (text.trim() === '' || text.length > conversation.textChars) {
    return;
  }
  if (conversation.say(text)) {
    textField.value = '';
    updateComposer();
  }
}

function complain(field, problem) {
  byId(`${field.id}-error`).textContent = problem;
  field.setAttribute('aria-invalid', String(problem !== ''));
  if (problem) {
    field.focus();
  }
  return problem === '';
}

byId('entry').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = tidyName(nameField.value);
  const room = roomField.value.trim();
  const roomFits = complain(roomField, isRoom(room) ? '' : 'Use 1 to 128 of A–Z, a–z, 0–9 and . _ ~ @ -');
  const nameFits = complain(nameField, name === '' || isName(name) ? '' : 'Use up to 32 letters, digits, spaces and - _ .');
  if (nameFits && roomFits) {
    enter(name, room);
  }
});

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  say();
  textField.focus();
});

textField.addEventListener('keydown', (event) => {
  // While a character is being composed, Enter belongs to the input method.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    say();
  }
});

textField.addEventListener('input', () => {
  updateComposer();
  conversation?.types(textField.value.trim() !== '');
});

byId('retry').addEventListener('click', () => {
  conversation.start();
  textField.focus();
});
byId('leave').addEventListener('click', leave);

byId('people-toggle').addEventListener('click', ({ currentTarget }) => {
  const open = chat.classList.toggle('shows-people');
  currentTarget.setAttribute('aria-expanded', String(open));
});

byId('share').hidden = !navigator.clipboard;
byId('share').addEventListener('click', async ({ currentTarget }) => {
  try {
    await navigator.clipboard.writeText(location.href);
    currentTarget.textContent = 'Copied';
  } catch {
    currentTarget.textContent = 'Not copied';
  }
  setTimeout(() => {
    currentTarget.textContent = 'Copy link';
  }, 2000);
});

addEventListener('online', () => conversation?.hurry());

addEventListener('hashchange', () => {
  const room = roomOf(location.href);
  roomField.value = room;
  if (conversation && room !== identity.room) {
    conversation.leave();
    enter(identity.name, room);
  }
});

nameField.value = identity.name;
roomField.value = roomOf(location.href);
if (identity.room !== undefined && identity.room === roomField.value) {
  enter(identity.name, identity.room);
} else {
  nameField.focus();
}
