// One thing changed at a time in a whole ledger: the audit names it.

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findingsAfter } from './findings-after.ts';
import { anna, annaAt, bela, belaAt, replace, type SampleLedger, sampleLedger } from './sample-ledger.ts';
import { flipped } from './sample-log.ts';

describe('a true ledger', () => {
  test('has no finding', async () => {
    expect(await findingsAfter(() => {})).toEqual([]);
  });

  test('without any record has no finding', async () => {
    const { SampleLedger } = await import('./sample-ledger.ts');
    expect(await new SampleLedger().audit()).toEqual([]);
  });

  test('whose pepper was rotated has no finding, whichever pepper a tag is under', async () => {
    expect(
      await findingsAfter((ledger) => {
        ledger.rotatePepper();
        ledger.optOut(anna);
        ledger.optOut('+14155550103');
      }),
    ).toEqual([]);
  });
});

describe('confirmations', () => {
  test('of an opt-in of the same person have no finding', async () => {
    expect(await findingsAfter((ledger) => ledger.confirm(bela, 2))).toEqual([]);
  });

  test.for([
    ['nothing that is there', { confirms: '01980000-0000-7000-8000-000000000000' }, 'confirms_nothing'],
    [
      'a moment the opt-in was not given at',
      { occurred_at: '2025-01-01T00:00:00.000Z' },
      'confirms_otherwise',
    ],
    ['more than was agreed to', { purposes: ['marketing' as const] }, 'confirms_otherwise'],
  ] as const)('of %s are found', async ([, changes, rule]) => {
    const findings = await findingsAfter((ledger) => ledger.confirm(bela, 2, changes as object));
    expect(findings).toEqual([expect.stringContaining(`sealed_record/${rule} index 8, record`)]);
  });

  test('of another person’s opt-in are found', async () => {
    const findings = await findingsAfter((ledger) => ledger.confirm(bela, 1));
    expect(findings).toEqual([expect.stringContaining('sealed_record/confirms_nothing index 8')]);
  });

  test('of an opt-in too weak to confirm are found, beside what is wrong with that one', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.optIn(bela, ledger.publish(), { grade: 'E1' });
      ledger.confirm(bela, 9);
    });
    expect(findings).toContainEqual(expect.stringContaining('sealed_record/confirms_nothing index 10'));
  });
});

describe('sealed rows', () => {
  const sealedAt = (
    index: number,
    change: Parameters<typeof replace<SampleLedger['rows']['sealed'][number]>>[2],
  ) => findingsAfter(({ rows }) => replace(rows.sealed, index, change));

  test('a row does not open after any of its bytes changed', async () => {
    for (const at of [0, 11, 12, 50, 400]) {
      expect(await sealedAt(1, ({ sealed }) => ({ sealed: flipped(sealed, at) }))).toEqual([
        'sealed_record/does_not_open index 1, record #1',
      ]);
    }
  });

  test('a row cut short does not open', async () => {
    expect(await sealedAt(1, () => ({ sealed: Buffer.alloc(0) }))).toEqual([
      'sealed_record/does_not_open index 1, record #1',
    ]);
  });

  test('a row moved to another entry does not open there', async () => {
    const findings = await findingsAfter(({ rows }) => {
      const [one, three] = [rows.sealed[1]!.sealed, rows.sealed[3]!.sealed];
      replace(rows.sealed, 1, () => ({ sealed: three }));
      replace(rows.sealed, 3, () => ({ sealed: one }));
    });
    expect(findings).toEqual([
      'sealed_record/does_not_open index 1, record #1',
      'sealed_record/does_not_open index 3, record #3',
    ]);
  });

  test('id, business and subject beside a record are compared with those inside', async () => {
    const other = '01900000-0000-7000-8000-000000000000';
    expect(await sealedAt(1, () => ({ record: other }))).toEqual([
      `sealed_record/row_differs index 1, record ${other}`,
    ]);
    expect(await sealedAt(1, () => ({ business: 'other' }))).toContain(
      'sealed_record/row_differs index 1, record #1',
    );
  });

  test('a row given to another person does not open under that person’s key', async () => {
    const findings = await findingsAfter(({ rows }) => {
      const { subject, wrappedKey } = rows.sealed[2]!;
      replace(rows.sealed, 1, () => ({ subject, wrappedKey }));
    });
    expect(findings).toContain('sealed_record/does_not_open index 1, record #1');
  });

  test('a missing row is named, at the start, between and at the end', async () => {
    for (const at of [0, 3, 7]) {
      expect(await findingsAfter(({ rows }) => rows.sealed.splice(at, 1))).toContain(
        `sealed_record/missing index ${at}`,
      );
    }
    expect(await findingsAfter(({ rows }) => rows.sealed.splice(2, 3))).toContain(
      'sealed_record/missing index 2 to 4',
    );
  });

  test('a row without an entry is named', async () => {
    expect(await sealedAt(1, () => ({ entry: Buffer.alloc(0) }))).toEqual([
      'sealed_record/without_entry index 1, record #1',
    ]);
  });

  test('the checkpoint named beside a record must be the first that covers it, and be there', async () => {
    expect(await sealedAt(1, () => ({ treeSize: 4 }))).toEqual([
      'sealed_record/tree_size index 1, record #1',
    ]);
    expect(await sealedAt(1, () => ({ treeSize: 1 }))).toEqual([
      'sealed_record/tree_size index 1, record #1',
    ]);
    expect(await findingsAfter(({ rows }) => rows.checkpoints.splice(3, 1))).toEqual([
      'checkpoint/missing size 4',
    ]);
  });
});

describe('keys', () => {
  test('a false key of a person is one finding, however many rows it closes', async () => {
    const findings = await findingsAfter(({ rows }) => {
      for (const index of [1, 3, 5]) {
        replace(rows.sealed, index, ({ wrappedKey }) => ({ wrappedKey: flipped(wrappedKey, 20) }));
      }
    });
    expect(findings).toEqual(['key/does_not_unwrap subject anna']);
  });

  test('a missing key is named', async () => {
    expect(
      await findingsAfter(({ rows }) => replace(rows.sealed, 2, () => ({ wrappedKey: Buffer.alloc(0) }))),
    ).toEqual(['key/missing subject bela']);
  });

  test('a false key of a business is found even where nothing is sealed under it', async () => {
    expect(
      await findingsAfter(({ rows }) => rows.businesses.push({ id: 'idle', wrappedKey: randomBytes(60) })),
    ).toEqual(['key/does_not_unwrap business idle']);
  });

  test('a person moved to another business is found', async () => {
    expect(
      await findingsAfter((ledger) =>
        replace(ledger.rows.people, annaAt(ledger), () => ({ business: 'other' })),
      ),
    ).toEqual(['key/business_differs subject anna']);
  });

  test('a key spent on a record that is not there is named', async () => {
    expect(await findingsAfter(({ rows }) => rows.spentOnNothing.push('r'))).toEqual([
      'key/spent_on_nothing record r',
    ]);
  });

  test('another master key opens nothing, and the report stays short', async () => {
    const findings = await findingsAfter(({ master }) => master.fill(7));
    expect(findings.toSorted()).toEqual([
      'key/does_not_unwrap business fresh-produce',
      'key/does_not_unwrap subject anna',
      'key/does_not_unwrap subject bela',
      'notice/unrecorded fresh-produce/order-updates version 1',
      'notice/unrecorded fresh-produce/order-updates version 2',
      'notice/unrecorded fresh-produce/order-updates version 2',
    ]);
  });
});

describe('the head', () => {
  const headAfter = (change: object) => findingsAfter(({ rows }) => Object.assign(rows.head, change));

  test('its origin, size, root and time are compared', async () => {
    expect(await headAfter({ origin: 'ledger.example/lag' })).toEqual(['head/origin head']);
    expect(await headAfter({ size: 7 })).toEqual(['head/differs head, checkpoint of size 8']);
    expect(await headAfter({ size: 9 })).toEqual(['head/differs head, checkpoint of size 8']);
    expect(await headAfter({ root: randomBytes(32) })).toEqual(['head/differs head, checkpoint of size 8']);
    expect(await headAfter({ lastRecordedAt: '2026-01-01T00:00:09.000Z' })).toEqual([
      'head/recorded_at head',
    ]);
  });
});

describe('notices', () => {
  const noticeAt = (at: number, change: object) =>
    findingsAfter(({ rows }) => replace(rows.notices, at, () => change));
  const [one, two] = [1, 2].map((version) => `fresh-produce/order-updates version ${version}`);

  test('a stored notice is compared with the document in the log, byte for byte', async () => {
    const changed = await findingsAfter(({ rows }) =>
      replace(rows.notices, 0, ({ bytes }) => ({ bytes: flipped(bytes, 30) })),
    );
    expect(changed).toEqual([`notice/differs ${one}`]);
    expect(await noticeAt(0, { sha256: 'f'.repeat(64) })).toEqual([`notice/differs ${one}`]);
    expect(await noticeAt(1, { record: 'other' })).toEqual([`notice/differs ${two}`]);
  });

  test('a stored notice that nobody published, and a published one that is not stored, are both found', async () => {
    expect(await noticeAt(1, { version: 3 })).toEqual([
      'notice/unrecorded fresh-produce/order-updates version 3',
      `notice/missing ${two}`,
    ]);
    expect(await findingsAfter(({ rows }) => rows.notices.pop())).toEqual([`notice/missing ${two}`]);
  });

  test('a retirement that is missing, made up, or of another moment is found', async () => {
    expect(await findingsAfter(({ rows }) => rows.retirements.pop())).toEqual([`notice/missing ${two}`]);
    const later = await findingsAfter(({ rows }) =>
      replace(rows.retirements, 0, () => ({ at: '2027-01-01T00:00:00.000Z' })),
    );
    expect(later).toEqual([`notice/differs ${two}`]);
    const more = await findingsAfter(({ rows }) =>
      rows.retirements.push({ ...rows.retirements[0]!, version: 1 }),
    );
    expect(more).toEqual([`notice/unrecorded ${one}`]);
  });

  test('a review that is missing, made up, or of another record is found', async () => {
    const reviewed = (change: (rows: SampleLedger['rows']) => unknown) =>
      findingsAfter((ledger) => {
        ledger.review(0, 'en');
        change(ledger.rows);
      });
    expect(await reviewed(() => {})).toEqual([]);
    expect(await reviewed((rows) => rows.reviews.pop())).toEqual([`notice/missing ${one} in en`]);
    const other = (rows: SampleLedger['rows']) => replace(rows.reviews, 0, () => ({ record: 'other' }));
    expect(await reviewed(other)).toEqual([`notice/differs ${one} in en`]);
    const more = (rows: SampleLedger['rows']) => rows.reviews.push({ ...rows.reviews[0]!, locale: 'pt' });
    expect(await reviewed(more)).toEqual([`notice/unrecorded ${one} in pt`]);
  });
});

describe('people', () => {
  test('a state that is not the fold of the records is found, to the byte', async () => {
    const stateAfter = (change: (state: string) => string) =>
      findingsAfter((ledger) =>
        replace(ledger.rows.people, annaAt(ledger), ({ state }) => ({ state: change(state) })),
      );
    expect(await stateAfter((state) => state.replace('"stops":{"*"', '"stops":{"x"'))).toEqual([
      'state/differs subject anna',
    ]);
    expect(await stateAfter((state) => `${state} `)).toEqual(['state/differs subject anna']);
    expect(await stateAfter(() => '{"grants":{},"stops":{}}')).toEqual(['state/differs subject anna']);
    expect(await stateAfter(() => '')).toEqual(['state/missing subject anna']);
  });

  test('two people whose states were swapped are both found', async () => {
    const findings = await findingsAfter((ledger) => {
      const { people } = ledger.rows;
      const [a, b] = [annaAt(ledger), belaAt(ledger)];
      const [annas, belas] = [people[a]!.state, people[b]!.state];
      replace(people, a, () => ({ state: belas }));
      replace(people, b, () => ({ state: annas }));
    });
    expect(findings.toSorted()).toEqual(['state/differs subject anna', 'state/differs subject bela']);
  });

  test('a person made up beside the log is found: nobody can be allowed by a state without records', async () => {
    const findings = await findingsAfter((ledger) => {
      const { people } = ledger.rows;
      people.push({ ...people[annaAt(ledger)]!, subject: 'ffffffff-0000-7000-8000-000000000000' });
    });
    expect(findings).toEqual(['state/without_records subject ffffffff-0000-7000-8000-000000000000']);
  });

  test('a person whose rows are all gone is found', async () => {
    expect(await findingsAfter((ledger) => ledger.rows.people.splice(annaAt(ledger), 1))).toEqual([
      'state/missing subject anna',
      'tag/missing subject anna, number',
    ]);
  });

  test('a tag that leads to nobody, to another or from another number is found', async () => {
    const tagAfter = (change: object) =>
      findingsAfter((ledger) => Object.assign(ledger.rows.people[annaAt(ledger)]!.tags[0]!, change));
    const unexplained = [
      'tag/unexplained subject anna, number, pepper 1',
      'tag/missing subject anna, number',
    ];
    expect(await tagAfter({ business: 'other' })).toEqual(unexplained);
    expect(await tagAfter({ tag: randomBytes(32) })).toEqual([
      'tag/prefix_differs subject anna, number, pepper 1',
      ...unexplained,
    ]);
    expect(await tagAfter({ prefix: 0n })).toEqual(['tag/prefix_differs subject anna, number, pepper 1']);
    expect(await tagAfter({ kind: 'bsuid' })).toEqual([
      'tag/unexplained subject anna, bsuid, pepper 1',
      'tag/missing subject anna, number',
    ]);
    expect(await tagAfter({ pepper: 2 })).toEqual([
      'tag/pepper_unknown subject anna, number, pepper 2',
      'tag/missing subject anna, number',
    ]);
  });

  test('a tag moved from one person to another is found on both', async () => {
    const findings = await findingsAfter((ledger) => {
      const { people } = ledger.rows;
      people[belaAt(ledger)]!.tags.push(people[annaAt(ledger)]!.tags.pop()!);
    });
    expect(findings.toSorted()).toEqual([
      'tag/missing subject anna, number',
      'tag/unexplained subject bela, number, pepper 1',
    ]);
  });

  test('a link that a record made has no finding', async () => {
    expect(await findingsAfter((ledger) => ledger.link(bela, 'US.1001'))).toEqual([]);
  });

  test('a link that was removed is found, and so is the state without it', async () => {
    const findings = await findingsAfter((ledger) => {
      ledger.link(bela, 'US.1001');
      const at = belaAt(ledger);
      const { state } = sampleLedger().rows.people[at]!;
      replace(ledger.rows.people, at, () => ({ links: [], state }));
    });
    expect(findings).toEqual([
      expect.stringContaining('link/missing subjects bela and'),
      'state/differs subject bela',
    ]);
  });

  test('a link that no record explains is found', async () => {
    expect(
      await findingsAfter((ledger) => {
        ledger.rows.people[annaAt(ledger)]!.links.push({ b: 'b', record: 'r' });
      }),
    ).toEqual(['link/unexplained subjects anna and b, record r']);
  });
});

test('no finding holds a number, a tag or a text, whatever is false', async () => {
  const ledger = sampleLedger();
  const { rows } = ledger;
  const tags = rows.people.flatMap((person) => person.tags.map(({ tag }) => tag));
  const secrets = [anna, bela]
    .map((number) => number.slice(1))
    .concat(tags.map((tag) => tag.toString('hex')));
  for (const person of rows.people) {
    person.tags[0]!.tag.fill(0);
    Object.assign(person, { state: '{}' });
  }
  rows.sealed.splice(1, 1);
  rows.notices.pop();
  const said = JSON.stringify(await ledger.findings());
  for (const secret of [...secrets, 'order updates']) expect(said).not.toContain(secret);
});
