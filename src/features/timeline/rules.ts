/** Everything that a row of the timeline can be, with the right that reading it needs: the one of the fact itself. */
export const RIGHT_OF = {
  'notes.written': 'notes.read',
  'files.added': 'files.read',
  'files.versionAdded': 'files.read',
  'files.removed': 'files.read',
  'files.restored': 'files.read',
  'projects.begun': 'projects.read',
  'projects.moved': 'projects.read',
  'projects.milestone': 'projects.read',
  'projects.removed': 'projects.read',
  'projects.restored': 'projects.read',
  'segmentation.tierSet': 'segmentation.read',
  'relationships.stageSet': 'contacts.read',
  'ledger.imported': 'ledger.read',
  'relationships.tieSet': 'contacts.read',
  'contacts.joined': 'contacts.read',
  'contacts.left': 'contacts.read',
  'contacts.changed': 'contacts.read',
  'dossiers.changed': 'dossiers.read',
  'accounts.changed': 'accounts.read',
  'accounts.termsChanged': 'ledger.read',
  'accounts.made': 'accounts.read',
  'accounts.moved': 'accounts.read',
  'accounts.excluded': 'accounts.read',
  'accounts.included': 'accounts.read',
  'accounts.leadChanged': 'accounts.read',
  'accounts.teamJoined': 'accounts.read',
  'accounts.teamEnded': 'accounts.read',
  'duplicates.merged': 'accounts.read',
  'duplicates.unmerged': 'accounts.read',
  'duplicates.contactsMerged': 'contacts.read',
  'duplicates.contactsUnmerged': 'contacts.read',
} as const;
export type EntryKind = keyof typeof RIGHT_OF;
export const ENTRY_KINDS = Object.keys(RIGHT_OF) as EntryKind[];

/** How a right reaches, as kernel/access.ts says. */
type Reach = 'own' | 'team' | 'most' | 'all' | null;

/**
 * The kinds that somebody may read on accounts which they see under `accounts.read`, of those that were asked for (none: of all). A kind whose right reaches less far
 * than that one is left out: nothing is shown on the strength of another right.
 */
export function openKinds(scope: (verb: string) => Reach, asked: readonly EntryKind[] = []): EntryKind[] {
  const account = scope('accounts.read');
  return ENTRY_KINDS.filter((kind) => {
    const reach = scope(RIGHT_OF[kind]);
    return reach !== null && (reach === 'all' || reach === account) && (asked.length === 0 || asked.includes(kind));
  });
}

/** More words than this say nothing more. */
const MOST_WORDS = 10;

/** The patterns of LIKE for a text that somebody looks for: every word of it must occur, the longest (which an index finds best) first. */
export function patternsOf(q: string): string[] {
  const words = [
    ...new Set(
      q
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ];
  return words
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS)
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
