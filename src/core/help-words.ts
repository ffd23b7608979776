/** Words with which people ask for help in their own language, in lower case. */
export const helpWords: readonly string[] = ['help', 'hilfe', 'ajuda', 'ayuda', 'aide', '?'];
