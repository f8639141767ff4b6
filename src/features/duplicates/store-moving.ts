import { moves, stays } from '../../kernel/moves.ts';

for (const of of ['account', 'contact'] as const)
  moves(
    { of, table: 'duplicate_keys', column: 'record_id', key: ['kind', 'key', 'record_id'], aside: () => 'true' },
    { of, table: 'duplicate_marks', column: 'record_id', key: ['record_id'], aside: () => 'true' },
    { of, table: 'duplicate_pairs', column: 'one_id', key: ['id'], aside: () => 'true' },
    { of, table: 'duplicate_pairs', column: 'other_id', key: ['id'], aside: () => 'true' },
  );
stays('says what became one on a day', 'merges', 'survivor_id', 'absorbed_id');
stays('says who was warned of which record', 'duplicate_hints', 'record_id');
