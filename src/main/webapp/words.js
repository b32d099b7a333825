/** Error codes and reasons of the protocol in words for people. */

const ERRORS = new Map([
  ['too_large', 'This message is too long.'],
  ['not_joined', 'You are not in this room.'],
  ['unknown_room', 'There is no such room.'],
  ['forbidden', 'You are not allowed to do that here.'],
  ['unauthenticated', 'You need to sign in first.'],
  ['rate_limited', 'That was a little fast. Try again in a moment.'],
  ['muted', 'You are muted in this room.'],
  ['room_full', 'This room is full.'],
  ['too_many_rooms', 'You are in too many rooms.'],
  ['unavailable', 'The server could not do that right now.'],
  ['internal', 'Something went wrong on the server.'],
]);

const LEFT = new Map([
  ['kicked', 'You were removed from this room.'],
  ['banned', 'You are banned from this room.'],
  ['closed', 'This room was closed.'],
]);

export const wordsFor = ({ code, message }) => ERRORS.get(code) ?? message ?? 'The server refused that.';

export const wordsForLeaving = (reason) => LEFT.get(reason) ?? 'You left this room.';
