import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type HstsIssues, parseHsts, preloadIssues, removalIssues } from '../../src/formats/hsts.ts';

const VECTORS = new URL('../../../shared/conformance/hsts/hstspreload.json', import.meta.url);

interface Vector {
  header: string;
  issues: HstsIssues;
  parsed?: { preload: boolean; includeSubDomains: boolean; maxAge: number | null };
  description: string;
}

describe('Strict-Transport-Security against the vectors of hstspreload.org', () => {
  it('agrees with every vector', function () {
    if (!existsSync(VECTORS)) {
      console.log('      skipped: ../shared/conformance/hsts is not here');
      this.skip();
    }
    const { tests } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { tests: Record<string, Vector[]> };
    const all = Object.entries(tests).flatMap(([kind, vectors]) =>
      vectors.map((vector) => ({ kind, vector })),
    );
    const wrong = all.filter(({ kind, vector }) => {
      const { issues, ...parsed } = parseHsts(vector.header);
      const got =
        kind === 'preloadable' || kind === 'eligible'
          ? preloadIssues({ ...parsed, issues }, /18 weeks/.test(vector.description) ? 10_886_400 : undefined)
          : kind === 'removable'
            ? removalIssues({ ...parsed, issues })
            : issues;
      const same = JSON.stringify(sorted(got)) === JSON.stringify(sorted(vector.issues));
      return (
        !same || (vector.parsed && JSON.stringify(ordered(parsed)) !== JSON.stringify(ordered(vector.parsed)))
      );
    });
    console.log(`      ${all.length} vectors, ${wrong.length} differences`);
    assert.deepEqual(wrong, []);
    assert.equal(all.length, 61);
  });
});

function sorted({ errors, warnings }: HstsIssues) {
  return { errors: errors.toSorted(), warnings: warnings.toSorted() };
}

function ordered({ preload, includeSubDomains, maxAge }: NonNullable<Vector['parsed']>) {
  return { preload, includeSubDomains, maxAge };
}
