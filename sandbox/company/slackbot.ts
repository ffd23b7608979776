/** Slackbot's user id, the same in every workspace. */
export const SLACKBOT = 'USLACKBOT';
