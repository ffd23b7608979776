/** What was exported, erased and changed in a workspace, for its admins. The store checks who reads it, each time. */
import { day } from '#core/clock.ts';
import type { SystemFeature } from '#core/feature.ts';
import { context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { defineModal, renderModal } from '#core/kit/modal.ts';
import { pager } from '#core/kit/pages.ts';
import { open, type Reply, say, type SystemInteraction, update } from '#core/listener.ts';
import { daysKept } from '#core/retention.ts';
import { join } from '#core/text.ts';
import { z } from 'zod';
import { systemRetention } from '../../store/erasure/system-retention.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { auditCopy } from './copy.ts';
import { auditPages, showAudit } from './ids.ts';
import { auditLine, titlesIn } from './words.ts';

const size = 20;
const modal = defineModal('lore.audit', z.null(), {});

export function audit(port: Pick<SystemPort, 'features' | 'store'>): SystemFeature {
  const { features, store } = port;

  const shown = async (who: SystemInteraction, wanted: number, show: typeof open): Promise<Reply> => {
    const { teamId: team, person, now } = who;
    const t = auditCopy.for(who);
    const { days: chosen } = await store.workspaceSettings.of(team);
    const kind = systemRetention.find(({ name }) => name === 'lore.audit');
    const days = daysKept({ days: kind?.days ?? 1 }, chosen.get('lore.audit'));
    const part = { since: now - days * day, from: wanted * size, size };
    const found = await store.audit.forAdmin(team, person.userId, part);
    if (found === null) return say(messageOf(t.mrkdwn('notAdmin')));
    const pages = Math.max(1, Math.ceil(found.count / size));
    // Some have gone since the button was drawn.
    if (wanted >= pages) return shown(who, pages - 1, show);
    const titles = titlesIn(features, t.language);
    const lines = found.entries.map((entry) => auditLine(t, entry, titles));
    return show(
      renderModal(modal, null, t.modal('title'), [
        context(t.mrkdwn('intro', { days })),
        ...(lines.length === 0 ? [section(t.mrkdwn('nothing'))] : lines.map((line) => section(join([line])))),
        ...pager(t, { page: wanted, pages }, auditPages, (page) => ({ page })),
      ]),
    );
  };

  return {
    name: 'audit',
    actions: [
      onSystemAction(showAudit, (who) => shown(who, 0, open)),
      onSystemAction(auditPages.back, (who, { page }) => shown(who, page, update)),
      onSystemAction(auditPages.on, (who, { page }) => shown(who, page, update)),
    ],
  };
}
