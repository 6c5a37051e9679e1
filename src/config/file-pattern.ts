/**
 * The pattern of `ignore:` and of an accepted risk's `path` that means one file: from the root, as in .gitignore, and with
 * the signs of its name taken by the letter (`app/[slug]/page.tsx`). Without backslashes, which are read as a Windows path.
 */
export function filePattern(path: string): string {
  return `/${path.replace(/[*?[\]{}]/g, '[$&]')}`;
}
