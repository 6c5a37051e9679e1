#!/usr/bin/env node
// Stands in for the `code` executable that @vscode/test-electron starts.
import { register } from 'tsx/esm/api';

register();
await import('./code-host.ts');
