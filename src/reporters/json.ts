import type { Report } from '../model/report.ts';
import { escapeInvisible } from './plain-text.ts';

/** The report as it is, versioned and stable: media/report.schema.json describes it. */
export function formatJson(report: Report): string {
  return `${escapeInvisible(JSON.stringify(report, null, 2))}\n`;
}
