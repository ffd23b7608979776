/** Why a message was not taken, and what to do about it. The buttons under it are “Post Again” and “Understood”. */
export const refusalsEn = {
  'why.notInChannel':
    'Lore is not in this channel. Write `/invite @Lore` there, and then choose “Post Again”.',
  'why.noChannel':
    'Slack does not show Lore this conversation any more: it was deleted, or Lore is no longer in it. If it is still there, write `/invite @Lore` in it, and then choose “Post Again”.',
  'why.archived':
    'The channel is archived. If it should go on, unarchive it in Slack, and then choose “Post Again”.',
  'why.notActive':
    'Slack no longer accepts Lore’s installation. Ask an admin to install Lore again, and then choose “Post Again”.',
  'why.notAllowed':
    'Lore was not given the permission for this. Ask an admin to install Lore again with all it asks for, and then choose “Post Again”.',
  'why.restricted':
    'In this channel only some people and apps may post. Ask somebody who manages it to let Lore post, and then choose “Post Again”.',
  'why.policy':
    'The rules of your organisation in Slack do not let Lore post this. Ask an admin of your workspace to look at them.',
  'why.noPerson': 'Slack cannot deliver messages to this account: it is closed, or not a person’s.',
  'why.noMessages':
    'Messages to Lore are switched off. Ask an admin to switch on the Messages tab in Lore’s app settings, and then choose “Post Again”.',
  'why.noThread':
    'The message above it is gone, or its thread is closed. What it would have said is in App Home, as far as it is yours.',
  'why.tooLong':
    'It is longer than Slack takes, and will be the next time too. Please give your admin this reference: {reference}',
  'why.ours':
    'Lore could not write it, which is our mistake. Please give your admin this reference: {reference}',
  'why.unknown':
    'Slack gave a reason that Lore does not know. Choose “Post Again”; if it happens again, give your admin this reference: {reference}',
} as const;

export const refusalsDe: Record<keyof typeof refusalsEn, string> = {
  'why.notInChannel':
    'Lore ist nicht in diesem Kanal. Schreib dort `/invite @Lore`, und wähle dann „Noch einmal posten“.',
  'why.noChannel':
    'Slack zeigt Lore diese Unterhaltung nicht mehr: Sie wurde gelöscht, oder Lore ist nicht mehr darin. Wenn es sie noch gibt, schreib darin `/invite @Lore`, und wähle dann „Noch einmal posten“.',
  'why.archived':
    'Der Kanal ist archiviert. Wenn es in ihm weitergehen soll, hole ihn in Slack aus dem Archiv, und wähle dann „Noch einmal posten“.',
  'why.notActive':
    'Slack nimmt Lores Installation nicht mehr an. Bitte die Administration, Lore neu zu installieren, und wähle dann „Noch einmal posten“.',
  'why.notAllowed':
    'Lore hat die Erlaubnis dafür nicht bekommen. Bitte die Administration, Lore mit allem, worum es bittet, neu zu installieren, und wähle dann „Noch einmal posten“.',
  'why.restricted':
    'In diesem Kanal dürfen nur manche Menschen und Apps posten. Bitte wer ihn verwaltet, Lore posten zu lassen, und wähle dann „Noch einmal posten“.',
  'why.policy':
    'Die Regeln deiner Organisation in Slack lassen Lore das nicht posten. Bitte die Administration deines Workspaces, sie anzusehen.',
  'why.noPerson':
    'Slack kann diesem Konto keine Nachrichten zustellen: Es ist geschlossen oder gehört keinem Menschen.',
  'why.noMessages':
    'Nachrichten an Lore sind abgeschaltet. Bitte die Administration, in Lores App-Einstellungen den Reiter „Nachrichten“ einzuschalten, und wähle dann „Noch einmal posten“.',
  'why.noThread':
    'Die Nachricht darüber ist weg, oder ihr Thread ist geschlossen. Was darin gestanden hätte, findest du im App-Home, soweit es deines ist.',
  'why.tooLong':
    'Es ist länger, als Slack annimmt, und wird es auch beim nächsten Mal sein. Bitte nenne deiner Administration dieses Zeichen: {reference}',
  'why.ours':
    'Lore konnte es nicht schreiben, das ist unser Fehler. Bitte nenne deiner Administration dieses Zeichen: {reference}',
  'why.unknown':
    'Slack hat einen Grund genannt, den Lore nicht kennt. Wähle „Noch einmal posten“; wenn es wieder passiert, nenne deiner Administration dieses Zeichen: {reference}',
};
