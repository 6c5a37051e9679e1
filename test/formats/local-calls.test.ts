// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are shell and code
import assert from 'node:assert/strict';
import { localCallsOf } from '../../src/formats/local-calls.ts';

const hosts = (code: string) => localCallsOf('src/a.tsx', code).map(({ host }) => host);

describe('calls to the machine that the code runs on', () => {
  for (const [code, host] of [
    ["fetch('http://localhost:3001/api')", 'localhost:3001'],
    ['await fetch(`http://127.0.0.1:8000/api/${id}`)', '127.0.0.1:8000'],
    ["new WebSocket('ws://localhost:3001')", 'localhost:3001'],
    ["axios.create({ baseURL: 'http://192.168.1.20:4000' })", '192.168.1.20:4000'],
    ["new ApolloClient({ uri: 'http://localhost:4000/graphql' })", 'localhost:4000'],
    ["const API_URL = 'http://localhost:5000';\nfetch(`${API_URL}/a`);", 'localhost:5000'],
    ["export const BASE_URL: string = 'http://localhost:5000';", 'localhost:5000'],
    ["fetch('https://acme.ngrok-free.app/x')", 'acme.ngrok-free.app'],
    ['const html = \'<a href="http://localhost:8080/x">x</a>\';', 'localhost:8080'],
  ] as const) {
    it(`finds ${code}`, () => assert.deepEqual(hosts(code), [host]));
  }

  for (const code of [
    "fetch(process.env.API ?? 'http://localhost:3001')",
    "const API_URL = isDev ? 'http://localhost:3001' : '/api';",
    "if (import.meta.env.DEV) fetch('http://localhost:3001/x')",
    "function f() { if (process.env.NODE_ENV === 'production') return; fetch('http://localhost:3001/x'); }",
    "const BASE_URL = 'http://localhost:3000';\nwrite({ BASE_URL });",
    "cors({ origin: 'http://localhost:3000' })",
    "new URL(request.url, 'http://localhost')",
    "// fetch('http://localhost:3001')",
    "fetch('http://localhost:11434/api/chat')",
    "fetch('http://localhost.acme.com/x')",
    "console.log('http://localhost:3000')",
    "toast('fetch http://localhost:3000')",
  ]) {
    it(`leaves out ${code}`, () => assert.deepEqual(hosts(code), []));
  }

  it('points to the address in a component file', () => {
    const text = "<script setup>\nfetch('http://localhost:3001/api')\n</script>\n<template><p/></template>\n";
    const [found] = localCallsOf('src/a.vue', text);
    assert.equal(text.slice(found?.from, found?.to), 'http://localhost:3001');
  });

  it('survives a file of nothing but brackets', () => {
    assert.deepEqual(hosts(`f('http://localhost:1/')${'['.repeat(200_000)}`), []);
  });
});
