import { useLanguage } from "#app/components/language";
import { DraftField, type FieldsView } from "#app/components/staff/draft-field";
import type { PropertyFieldsView } from "#app/http/desk/agreement-properties-view.server";
import { draftingMessages } from "#app/messages/drafting";

const KINDS = ["consumer", "business", "person", "organisation"] as const;

/** Who owes an agreement: one of the ways to say it, with its particulars under it. */
export function AudienceFields({ view: { audience }, refill }: FieldsView) {
  const words = draftingMessages[useLanguage()].agreement;
  const chosen = refill?.typed.who?.[0] ?? audience.who;
  const { places, products } = listsOf(audience);
  const typedProducts = refill?.typed.products?.[0] ?? products;
  const fault = refill?.faults.products;
  return (
    <fieldset className="audience">
      <legend className="visually-hidden">{words.audience}</legend>
      <Who who="everyone" chosen={chosen} />
      <Who who="kind" chosen={chosen} />
      <Kinds audience={audience} refill={refill} />
      <Who who="place" chosen={chosen} />
      <div className="audience-detail"><DraftField name="places" label={words.places} value={places} refill={refill} /></div>
      <Who who="product" chosen={chosen} />
      <div className={fault ? "field field-wrong audience-detail" : "field audience-detail"}>
        <label htmlFor="products">{words.products}</label>
        {fault && <p className="field-error" id="products-fault">{fault}</p>}
        <textarea id="products" name="products" rows={2} defaultValue={typedProducts} aria-invalid={fault ? true : undefined} aria-describedby={fault && "products-fault"} />
      </div>
      <Who who="optional" chosen={chosen} />
    </fieldset>
  );
}

function Who({ who, chosen }: { who: PropertyFieldsView["audience"]["who"]; chosen: string }) {
  const words = draftingMessages[useLanguage()].agreement.who;
  return (
    <label className="choice">
      <input type="radio" name="who" value={who} defaultChecked={who === chosen} />
      <span>{words[who]}</span>
    </label>
  );
}

function Kinds({ audience, refill }: Pick<PropertyFieldsView, "audience"> & Pick<FieldsView, "refill">) {
  const words = draftingMessages[useLanguage()].agreement;
  const chosen: readonly string[] = refill ? (refill.typed.kinds ?? []) : audience.who === "kind" ? audience.kinds : [];
  const fault = refill?.faults.kinds;
  return (
    <div className={fault ? "field field-wrong audience-detail" : "audience-detail"} id="kinds">
      {fault && <p className="field-error">{fault}</p>}
      <div className="flag-boxes">
        {KINDS.map((kind) => (
          <label className="choice" key={kind}>
            <input type="checkbox" name="kinds" value={kind} defaultChecked={chosen.includes(kind)} />
            <span>{words.kinds[kind]}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

function listsOf(audience: PropertyFieldsView["audience"]): { places: string; products: string } {
  return { places: audience.who === "place" ? audience.places.join(", ") : "", products: audience.who === "product" ? audience.products.join("\n") : "" };
}
