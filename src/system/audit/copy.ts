/** Sentences about who exported, erased or changed what. */
import { defineCopy } from '#core/copy.ts';
import { audit } from '#locales/audit.ts';

export const auditCopy = defineCopy(audit);
