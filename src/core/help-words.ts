/** Words with which people ask for help in their own language, in lower case. */
export const helpWords: readonly string[] = ['help', 'hilfe', 'ajuda', 'ayuda', 'aide', '?'];

/** Words after `/lore` that open a channel's settings, in each language. In lower case. */
export const settingsWords: readonly string[] = ['settings', 'einstellungen'];

/** Words after `/lore` that open one's calendars. In lower case. */
export const calendarWords: readonly string[] = ['calendar', 'kalender'];
