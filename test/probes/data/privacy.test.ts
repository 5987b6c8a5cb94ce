import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { database, profileOf } from './collected.ts';

const tables = 20;
const persons = 12;

/** Persons whose e-mail, name, telephone and card number must never leave. */
function plant(seed: number) {
  const random = seededRandom(seed);
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  return Array.from({ length: persons }, (_, index) => ({
    email: `person${index}.${digits(6)}@private.example`,
    name: `Zoë “O'Brien\\” ${digits(5)} 李`,
    phone: `9${digits(10)}`,
    card: `4${digits(15)}`,
  }));
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A table whose columns hold the persons in every type that they may be kept in; some often, some once, among few or many rows. */
function tableSql(index: number, people: ReturnType<typeof plant>): string {
  const random = seededRandom(index);
  const rows = Math.floor(10 ** (1 + 3 * random()));
  const share = random() < 0.3 ? 1 : random();
  const pick = (column: string) => `(ARRAY[${column}])[1 + (i * 7 % ${people.length})]`;
  const texts = (key: 'email' | 'name' | 'phone' | 'card') => pick(people.map((one) => literal(one[key])).join(','));
  const numbers = (key: 'phone' | 'card') => `(${texts(key)})::int8`;
  const rarely = (value: string, otherwise: string) =>
    `CASE WHEN i % 100 < ${Math.round(share * 100)} THEN ${value} ELSE ${otherwise} END`;
  const one = people[index % people.length] ?? people[0];
  const named = one === undefined ? [] : [one.email, one.name, one.phone, one.card].map(literal);
  const [email, name, phone, card] = named;
  return `CREATE TABLE t${index} AS SELECT i AS id, ${rarely(texts('email'), "'none'")} AS email, ${texts('name')}::varchar AS name,
    ${rarely(numbers('card'), '(i % 90)::int8')} AS card, ${numbers('phone')}::numeric AS phone, ${texts('card')}::char(16) AS card_text,
    jsonb_build_object('email', ${texts('email')}) AS document, ARRAY[${texts('email')}, ${texts('name')}] AS list, ARRAY[${numbers('card')}] AS cards,
    convert_to(${texts('email')}, 'UTF8') AS bytes, ROW(${texts('email')}, i)::text AS record
    FROM generate_series(1, ${rows}) AS i;
    CREATE INDEX ON t${index} (lower(email)); CREATE INDEX ON t${index} ((card + 1));
    CREATE INDEX ON t${index} (id) WHERE email <> ${email} AND name <> ${name}; CREATE INDEX ON t${index} (card) WHERE card <> ${card}::int8;
    CREATE INDEX ON t${index} ((document ->> ${email}), (CASE WHEN phone = ${phone} THEN 1 END)); CREATE INDEX ON t${index} (id) WHERE phone::text <> ${phone};
    ALTER TABLE t${index} ADD CHECK (email <> ALL (ARRAY[${email} || id, ${name}])), ADD CHECK (card_text <> ${card} OR phone < ${phone}) NOT VALID,
      ADD CHECK (document <> jsonb_build_object('email', ${email}) OR list && ARRAY[${name}] OR bytes <> convert_to(${email}, 'UTF8')) NOT VALID;
    CREATE STATISTICS s${index} (mcv, dependencies) ON email, name FROM t${index};`;
}

describeWithPostgres('privacy', everyVersion, (version) => {
  const people = plant(version);
  const sql = `${Array.from({ length: tables }, (_, index) => tableSql(index, people)).join('\n')} ANALYZE;`;
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('private', { sql });
  });
  const secrets = people.flatMap(({ email, name, phone, card }) => [
    email,
    email.split('@')[0] ?? '',
    name,
    phone,
    card,
  ]);

  it.each([
    ['with a key', 'a key for the tests only'],
    ['without a key', null],
  ])('holds for every planted e-mail, name, telephone and card number, %s', async (_name, key) => {
    const { sections, catalogues } = await profileOf(
      'production',
      database(server().url('private'), { key, leastRows: 1 }),
    );
    expect(sections.data?.status).toBe('ok');
    const text = JSON.stringify(catalogues);
    expect(text.length).toBeGreaterThan(50_000);
    expect(
      secrets.filter((secret) => text.includes(secret) || text.includes(Buffer.from(secret).toString('hex'))),
    ).toEqual([]);
    // Nine digits of a card number name its bank and its holder’s account; six only the bank.
    const parts = people.flatMap(({ card, phone }) => [card.slice(0, 9), card.slice(-9), phone.slice(0, 9)]);
    expect(parts.filter((part) => text.includes(part))).toEqual([]);
    expect(text).not.toContain('private.example');
  });

  it('holds for what triggers, partitions and extended statistics were defined with', async () => {
    const [one, other, third] = people;
    if (one === undefined || other === undefined || third === undefined) throw new Error('too few people');
    const texts = [one.email, other.name, third.card].map(literal);
    await server().createDatabase('defined', {
      sql: `CREATE FUNCTION calls() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TABLE t (tenant text, x int) PARTITION BY LIST (tenant);
        CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (${texts.join(', ')});
        CREATE TABLE u (tenant text, x int);
        CREATE TRIGGER hook AFTER INSERT ON u FOR EACH ROW WHEN (NEW.tenant = ${texts[0]}) EXECUTE FUNCTION calls(${texts.join(', ')});
        CREATE STATISTICS s ON (tenant || ${texts[0]}), x FROM u;`,
    });
    const { catalogues } = await profileOf('production', database(server().url('defined')));
    const text = JSON.stringify(catalogues);
    expect(text).toContain('EXECUTE FUNCTION public.calls($2, $3, $4)');
    expect(text).toContain('FOR VALUES IN ($1, $2, $3)');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('would be seen to fail: a column declared safe shows its values', async () => {
    const { catalogues } = await profileOf(
      'production',
      database(server().url('private'), { safeColumns: ['*.email'] }),
    );
    expect(JSON.stringify(catalogues)).toContain('private.example');
  });

  it('keeps common values of few rows back', async () => {
    const least = (leastRows: number) => profileOf('production', database(server().url('private'), { leastRows }));
    const count = (profile: Awaited<ReturnType<typeof profileOf>>) =>
      JSON.stringify(profile.catalogues).match(/hmac:/g)?.length ?? 0;
    const [few, many] = [count(await least(1)), count(await least(10_000))];
    expect(few).toBeGreaterThan(200);
    expect(many).toBe(0);
  });
});
