import { describe, expect, it } from 'vitest';
import { changedImages } from '../../src/gitops/changed-images.ts';
import { imageText } from '../../src/gitops/image-reference.ts';
import { isImageChange } from '../../src/gitops/is-image-change.ts';

const one = `sha256:${'1'.repeat(64)}`;
const two = `sha256:${'2'.repeat(64)}`;

const images = (after: string, before: string | null = null, path = 'apps/shop/values.yaml') =>
  changedImages({ path, before, after }).map((image) => imageText(image));

const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, annotations: { checksum/config: "${two}" } }
spec: { template: { spec: { containers: [{ name: main, image: "${image}" }] } } }
`;

describe('the images of a change', () => {
  it.each([
    {
      name: 'a manifest of Kubernetes',
      text: deployment(`ghcr.io:443/octo/shop@${one}`),
      wanted: [`ghcr.io:443/octo/shop@${one}`],
    },
    { name: 'a tag beside a digest', text: deployment(`octo/shop:1.2@${one}`), wanted: [`octo/shop:1.2@${one}`] },
    { name: 'a tag', text: deployment('octo/shop:1.2'), wanted: ['octo/shop:1.2'] },
    { name: 'nothing that says which', text: deployment('octo/shop'), wanted: ['octo/shop'] },
    {
      name: 'Kustomize',
      text: `images:\n  - { name: shop, newName: octo/shop, digest: "${one}" }\n  - { name: cart, newTag: 1.10 }\n`,
      wanted: [`octo/shop@${one}`, 'cart:1.10'],
    },
    {
      name: 'the values of a chart',
      text: `image: { registry: ghcr.io, repository: octo/shop, tag: 1.10 }\ncart:\n  image: { repository: octo/cart, digest: ${one}, tag: x }\n`,
      wanted: ['ghcr.io/octo/shop:1.10', `octo/cart@${one}`, 'octo/cart:x'],
    },
    {
      name: 'an image that is a text beside its tag',
      text: 'image: octo/shop\ntag: "2"\n',
      wanted: ['octo/shop', 'octo/shop:2'],
    },
    {
      name: 'a digest under any word',
      text: `env: [{ name: X, value: octo/job@${one} }]\nlist: [${two}]\n`,
      wanted: [`octo/job@${one}`, `…@${two}`],
    },
    { name: 'a digest in a text of many lines', text: `data: |\n  image: octo/job@${one}\n`, wanted: [`…@${one}`] },
    {
      name: 'an alias',
      text: `base: &base { image: octo/shop:1 }\nother: *base\n`,
      wanted: ['octo/shop:1', 'octo/shop:1'],
    },
    { name: 'several documents', text: `${deployment('a:1')}---\n${deployment('b:1')}`, wanted: ['a:1', 'b:1'] },
    { name: 'JSON', text: `{"image":{"tag":"3"}}`, path: 'values.json', wanted: ['…:3'] },
    { name: 'a name that means something to JavaScript', text: `__proto__: { image: a:1 }\n`, wanted: ['a:1'] },
    { name: 'prose', text: `image: octo/shop:1 and ${one}`, path: 'README.md', wanted: [] },
    {
      name: 'a template, by its lines',
      text: `{{- if .x }}\nimage: "{{ .Values.image }}:{{ .Values.tag }}"\nother: octo/x@${one}\nreplicas: 3\n`,
      wanted: ['…:image: "{{ .Values.image }}:{{ .Values.tag }}"', `…@${one}`],
    },
    {
      name: 'the values of a chart with a digest in the tag',
      text: `image: { repository: octo/shop, tag: "1.2@${one}" }\n`,
      wanted: [`octo/shop:1.2@${one}`],
    },
    {
      name: 'a place that names two images, of which nobody knows which counts',
      text: `image: { repository: octo/shop, newName: docker.io/library/nginx, digest: ${one} }\n`,
      wanted: [`…@${one}`],
    },
    {
      name: 'a text with the name of another image than stands beside it',
      text: `a: { repository: octo/shop, extra: "docker.io/library/nginx@${one}" }\n`,
      wanted: [`…@${one}`],
    },
    {
      name: 'a key that stands twice, by its lines',
      text: `image: a@${one}\nimage: b@${two}\n`,
      wanted: [`…@${one}`, `…@${two}`],
    },
    {
      name: 'a file of another kind, by its lines',
      text: `shop = "octo/shop@${one}"`,
      path: 'main.tf',
      wanted: [`…@${one}`],
    },
  ])('are found in $name', ({ text, path, wanted }) => {
    expect(images(text, null, path)).toEqual(wanted);
  });

  it('are those that it names anew, at their place', () => {
    const before = `shop: { image: { repository: a, digest: ${one} } }\ncart: { image: { repository: a, digest: ${two} } }\nreplicas: 1\n`;
    expect(images(before.replace('replicas: 1', 'replicas: 2 # image'), before)).toEqual([]);
    const swapped = before.replace(one, 'X').replace(two, one).replace('X', two);
    expect(images(swapped, before)).toEqual([`a@${two}`, `a@${one}`]);
    expect(images(before.replace('repository: a', 'repository: evil'), before)).toEqual([`evil@${one}`]);
    const more = `${deployment('new:1')}---\n${deployment('a:1').replace('name: shop', 'name: cart')}`;
    expect(images(more, deployment('a:1').replace('name: shop', 'name: cart'))).toEqual(['new:1']);
    expect(changedImages({ path: 'a.yaml', before, after: null })).toEqual([]);
  });

  it('are what a tool goes by: of a tag the digest beside it, where one stood there before, and never where the change adds it', () => {
    const values = (tag: string, digest: string) => `image: { repository: octo/shop, tag: ${tag}${digest} }\n`;
    const before = values('"1"', `, digest: ${one}`);
    expect(images(values('"2"', `, digest: ${two}`), before)).toEqual([`octo/shop@${two}`]);
    expect(images(values('evil', `, digest: ${two}`), values('"1"', ''))).toEqual([
      'octo/shop:evil',
      `octo/shop@${two}`,
    ]);
    expect(images(values('evil', ', otherDigest: x'), before)).toEqual(['octo/shop:evil']);
    expect(images(deployment('evil:1').replace('name: main', 'name: main, fooTag: x'))).toContain('evil:1');
    const bare = { path: 'a.yaml', before: 'image: octo/shop\ntag: "1"\n', after: 'image: octo/evil\ntag: "2"\n' };
    expect(changedImages(bare)).toMatchObject([{ name: 'octo/evil', tag: '2', isNewName: true }]);
    expect(changedImages({ ...bare, after: bare.before.replace('"1"', '"2"') })).toMatchObject([{ isNewName: false }]);
  });

  it('of a rollback are one, and nothing besides', () => {
    const before = `image: { tag: "2" } # shop\nreplicas: 2\n`;
    const place = { file: 'a.yaml', key: 'image.tag' };
    const file = { path: 'a.yaml', before, after: before.replace('"2"', '"1"') };
    expect(isImageChange([file], place, '1')).toBe(true);
    expect(isImageChange([file], place, '3')).toBe(false);
    expect(isImageChange([file], { ...place, file: 'b.yaml' }, '1')).toBe(false);
    expect(isImageChange([{ ...file, after: file.after.replace('replicas: 2', 'replicas: 0') }], place, '1')).toBe(
      false,
    );
    expect(isImageChange([file, { path: 'b', before: null, after: '' }], place, '1')).toBe(false);
    expect(isImageChange([{ ...file, before: null }], place, '1')).toBe(false);
    expect(isImageChange([], place, '1')).toBe(false);
  });
});
