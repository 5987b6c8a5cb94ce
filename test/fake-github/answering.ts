import type { AppState } from './app-state.ts';
import type { AppRequest } from './check-request.ts';

/** An answer: fields that are given stand over the smallest answer that fits the description. */
export interface AppAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** GitHub’s description does not tell of this status, although GitHub gives it. */
  readonly undescribed?: true;
  /** The body as it is sent, where JavaScript cannot hold it. */
  readonly wire?: string;
}

export interface Asked {
  readonly request: AppRequest;
  readonly state: AppState;
  readonly origin: string;
  /** Where archives are kept: another origin than the API’s. */
  readonly blobs: string;
  /** Parts of the path by their names in the description. */
  readonly path: Readonly<Record<string, string>>;
}

export type Answering = (asked: Asked) => AppAnswer;

export const notFound: AppAnswer = { status: 404, body: { message: 'Not Found' } };
export const given = ({ request }: Asked) => Object(request.body) as Record<string, unknown>;

/** Refused with GitHub’s words. */
export const refused = (status: number, message: string): AppAnswer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com' },
});

/** The items of the page that is asked for. */
const page = <Item>({ request }: Asked, items: readonly Item[]): Item[] => {
  const size = Number(request.query.get('per_page') ?? 30);
  const number = Number(request.query.get('page') ?? 1);
  return items.slice((number - 1) * size, number * size);
};

/** A page of a list, with the `Link` header that says where the next one is. */
export function pageOf(asked: Asked, items: readonly unknown[]): AppAnswer {
  const { request, origin } = asked;
  const size = Number(request.query.get('per_page') ?? 30);
  const number = Number(request.query.get('page') ?? 1);
  const next = new URLSearchParams([...request.query].filter(([name]) => name !== 'page'));
  next.set('page', String(number + 1));
  const more = number * size < items.length;
  return {
    status: 200,
    body: page(asked, items),
    ...(more ? { headers: { link: `<${origin}${encodeURI(request.path)}?${String(next)}>; rel="next"` } } : {}),
  };
}
