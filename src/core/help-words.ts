/** How somebody may ask for help, in their own language. In lower case. */
export const helpWords: readonly string[] = ['help', 'hilfe', 'ajuda', 'ayuda', 'aide', '?'];
