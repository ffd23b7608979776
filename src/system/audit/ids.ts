import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { pageNumber, type Pages } from '#core/kit/pages.ts';

const page = z.object({ page: pageNumber });

export const showAudit = defineAction('lore.show_audit', z.null());
export const auditPages: Pages<z.infer<typeof page>> = {
  back: defineAction('lore.turn_audit_back', page),
  on: defineAction('lore.turn_audit', page),
};
