import { deaccent } from './rules-phrases.ts';

/**
 * The words that column names are made of, by concept, in en, ru, fr, es, de; without case and accents. A word of several concepts carries them all
 * ("sku" is product and key). Compounds (Kundennummer, invoicedate) are taken apart with these words.
 */
const WORDS: Record<string, string> = {
  cust:
    'acc zahlungspflichtiger auftraggeber regulierer besteller abnehmer tiers deudor tercero terceros purchaser дилер дистрибьютор абонент customer customers client clients buyer account acct debtor debtors debitor debitoren debiteur kunde kunden kaufer cliente clientes comprador acheteur ' +
    'контрагент контрагента контрагенты покупатель покупателя клиент клиента клиенты партнер партнера заказчик заказчика дебитор дебитора consumer soldto partner partners konto kontonummer',
  company:
    'company firm firma empresa societe entreprise организация организации компания компании фирма фирмы unternehmen business',
  prod:
    'part parts service services services услуги lineproduct modell модель изделие isbn leistung leistungen product products item items article articles artikel produkt produkte articulo articulos producto productos produit produits material ware waren goods ' +
    'товар товара товары номенклатура номенклатуры продукция продукции продукт продукта stockitem услуга merchandise mercancia marchandise',
  rep:
    'owner executive consultant advisor vertriebsmitarbeiter vertriebler betreuer sachbearbeiter aussendienst vrp conseiller agente asesor ejecutivo супервайзер агент salesperson salespersons salespeople sellers salesmen employees vendedores vendeurs менеджеры продавцы сотрудники seller salesman employee rep representative manager менеджер менеджера продавец продавца verkaufer vertreter vendeur commercial vendedor comercial ' +
    'ответственный ответственного mitarbeiter agent сотрудник сотрудника employe empleado salesrep kundenbetreuer accountmanager куратор verkaeufer representant representante торговыйпредставитель',
  inv: 'bills fakturiert fakturierte fakturierter facturation facturee facturado facturacion invoice invoices invoiced billed bill billing factura facturas facture factures rechnung rechnungs счет счета счету накладная накладной реализация реализации счетфактура faktura',
  order:
    'order ordered orders заказ заказа заказы bestellung bestell bestellungs auftrag auftrags commande commandes pedido pedidos po salesorder',
  credit:
    'расход уменьшение haben credit gutschrift gutschrifts avoir abono возврат возврата кредит creditnote creditmemo refund',
  doc: 'document documents doc beleg belegs dokument документ документа документы документу piece documento comprobante voucher регистратор justificatif albaran remision vorgang boleta check cheque чек чека ticket bon recibo',
  trans: 'transaction transactions txn movement operation операция операции entry buchung buchungs ecriture asiento',
  pay: 'zahlungseingang zahlungseingange zahlungseingaenge receipt receipts payment payments zahlung zahlungs paiement paiements reglement reglements pago pagos cobro оплата оплаты платеж платежа платежи поступление поступления encaissement remittance cashreceipt',
  line: 'lineitem lineitems line row position pos posten zeile zeilen ligne linea renglon строка строки строке detail details rowno пп positions',
  id: 'cod identifiant identificador nro id code no num number nr nummer numero key ид код кода номер номера № n° nº ref reference referenz referencia cle codigo clave guid uuid kennung nro noо ndeg n matricule kod шифр identifier kode',
  name: 'name names nom nombre bezeichnung наименование название имя denominacion denomination intitule namen',
  fullname: 'фио fullname fio',
  first: 'first vorname prenom firstname',
  last: 'last surname nachname lastname apellido apellidos фамилия familyname',
  full: 'full полное полный voll vollstandig complet completo',
  legal: 'legal юридический юридическое юрлицо официальное rechtlich official',
  date: 'created emission emision ausgestellt dated tag dia date datum datums fecha дата даты дате dt jour timestamp datetime день',
  day: 'day days tage jours dias дней дня days',
  due: 'vto fallige due fallig falligkeit falligkeits faellig faelligkeit faelligkeits echeance vencimiento vence maturity duedate срокоплаты срокплатежа',
  term: 'zahlungsfrist frist term terms zahlungsziel zahlungsbedingung delai plazo отсрочка отсрочки conditions',
  ship: 'shipped ship shipping shipment delivery delivered versand lieferung liefer livraison entrega expedition отгрузка отгрузки отгружено отгружен доставка доставки envoi envio dispatch dispatched',
  required:
    'required requested expected wanted promised желаемая wunsch gewunschte souhaitee solicitada планируемая requis',
  settled:
    'settled cleared clearing closed closing finalization finalisation ausgleich ausgleichs погашения погашен закрытия закрыт soldee cobrada',
  paid: 'received applied allocated collected encaisse cobrado empfangen zugeordnet paid bezahlt payee paye pagado pagada оплачено оплачен оплаченная',
  open: 'open outstanding remaining balance rest restant reste pendiente offen offene offener остаток долг долга задолженность задолженности saldo solde restbetrag residual unpaid aging aged opos op дебиторка дебиторская unbezahlt impayes неоплачено',
  amount:
    'amount amounts amt sum betrag montant importe monto сумма суммы сумме wert valeur valor value стоимость стоимости extended subtotal summe размер',
  total: 'total totale totals итого всего gesamt итог общая',
  revenue:
    'revenue revenues turnover umsatz umsatze sales sale ventes vente ventas venta продажи продажа продаж выручка выручки оборот ca erlos erlose ingresos chiffredaffaires verkauf verkaufs',
  net: 'imponible taxable net netto нетто neto ht безндс exclvat excltax beforetax untaxed ohnemwst horstaxe horstaxes siniva',
  gross: 'gross brutto брутто bruto ttc сндс inclvat incltax withtax mitmwst toutestaxes coniva',
  tax: 'igic cuota tax vat ндс mwst ust steuer tva iva gst налог налога taxe taxes impuesto impuestos umsatzsteuer mehrwertsteuer hst salestax',
  inn: 'инн vatid ustid ustidnr siret siren nif cif rfc tin ein vatno vatnumber taxnumber steuernummer унп бин окпо cuit idnr',
  rate: 'rate kurs курс taux tasa ставка satz cours cambio wechselkurs curs fx exchange exchangerate',
  qty: 'stuckzahl stueckzahl absatz piezas pieza bultos cajas cases boxes упаковок quantity quantities qty quantite quantites cantidad menge anzahl количество количества колво кол qte cant stuck stueck pieces pcs unidades units stk штук шт volume объем units sold',
  price:
    'stuckpreis stueckpreis listenpreis pvp price prices prix precio precios preis preise цена цены тариф vk verkaufspreis vkpreis pu preco einzelpreis',
  cost: 'verrechnungswert pmp pamp закуп cost costs cout coste costo costes kosten einstand einstands einstandspreis cogs себестоимость себестоимости selbstkosten wareneinsatz purchaseprice закупочная закупка einkauf einkaufs einkaufspreis ek revient costprice',
  profit:
    'profit margin marge margen прибыль прибыли gewinn db deckungsbeitrag маржа beneficio ganancia rohertrag grossprofit grossmargin валоваяприбыль наценка ertrag rohgewinn',
  disc: 'rebate allowance bonificacion abschlag discount discounts rabatt rabatte remise remises descuento скидка скидки dto dcto nachlass korting',
  pct: 'percent percentage pct процент процента prozent prozentsatz pourcentage porcentaje',
  unit: 'unit each einzel unitaire unitario unite unidad einheit единица единицы единицу единиц ед uom измерения изм mengeneinheit me unitary pièce',
  group:
    'group groups groupe grupo gruppe группа группы warengruppe artikelgruppe family famille familia produktgruppe produktgruppen subcategory папка kundengruppe',
  cat: 'category categories категория категории kategorie categorie categoria class classe klasse branche industry sector отрасль subcategory',
  type: 'type types typ art tipo тип вид kind typeid belegart nature',
  status: 'status etat estado статус состояние state1 stage',
  posted: 'posted posting проведен проведена gebucht comptabilise contabilizado',
  cancelled:
    'cancelled canceled cancel отменен отменена отмена void voided storniert annule annulee anulado anulada cancelado',
  deleted: 'deleted удален удалена удаления deletionmark пометкаудаления помечен geloscht supprime',
  parent:
    'mutter muttergesellschaft zentrale konzernzentrale siege chain сеть kette enseigne cadena parent mere padre ubergeordnet головной головная головное holding headquarters headoffice billto холдинг konzern matriz родитель parentid kopf payer платыельщик плательщик плательщика',
  shipto: 'shipto грузополучатель грузополучателя destinataire destinatario consignee lieferadresse',
  address: 'address addr adresse direccion адрес anschrift strasse street calle rue улица straße domicilio',
  postal: 'postal post zip postcode plz индекс postleitzahl zipcode cp почтовый zippostal',
  city: 'city town stadt ort ville ciudad город города localidad poblacion wohnort',
  region: 'region state province bundesland регион региона область area departement provincia kanton county district',
  country: 'country pays pais land страна страны staat countries nation',
  phone: 'phone telephone tel telefon telefono телефон mobile handy telefonnummer phonenumber тел',
  email: 'email mail courriel correo почта emailaddress mails емейл',
  web: 'web website url homepage сайт internet siteweb webseite',
  limit: 'limit лимит plafond limite kreditlimit creditlimit',
  barcode: 'barcode ean gtin штрихкод upc barras barres strichcode ean13 штрихкода',
  currency:
    'ccy wkz currency валюта валюты wahrung waehrung devise moneda divisa curr valuta cur monnaie currencycode cdx iso',
  desc: 'description libelle описание beschreibung descripcion designation содержание concepto text buchungstext wording',
  level: 'level уровень ebene niveau nivel',
  channel: 'channel канал канала kanal canal vertriebsweg',
  measure: 'measure kpi показатель metric kennzahl indicateur indicador',
  target:
    'target targets plan quota ziel ziele objectif objectifs objetivo план плановая planned budget soll vorgabe норматив quotas',
  period: 'period период периода zeitraum periode periodo',
  from: 'from start begin begins von начало начала debut desde с valid ab начиная beginning',
  to: 'to end ends bis fin hasta по конец окончание until ending',
  year: 'year год года jahr annee ano exercice ejercicio',
  month: 'month месяц месяца monat mois mes',
  quarter: 'quarter квартал quartal trimestre',
  nominal: 'nominal номинал номинала multiplier',
  base: 'base basis quote base_currency hauswahrung базовая',
  local: 'local домашняя регл упр учета',
  disputed: 'disputed dispute спорный спорная reklamation litige disputa strittig',
  asof: 'asof stichtag nadate датаостатка',
  debit: 'приход увеличение начислено soll debit дебет debe',
  is: 'is flag признак has',
  supp: 'supplier suppliers vendor lieferant lieferanten fournisseur proveedor поставщик поставщика',
  shipper: 'shipper shippers carrier transporteur spediteur перевозчик versandart',
  wh: 'warehouse stock lager склад склада almacen entrepot depot inventory запас остатки',
  terr: 'territory territories territoire territorio gebiet территория',
  method: 'method methode метод способ',
  contact: 'contact contacts kontakt contacto контакт ansprechpartner контактное',
  person: 'person personne persona лицо people',
  color: 'color colour farbe couleur цвет',
  package: 'package packaging упаковка verpackung',
  deal: 'deal deals special offer promotion акция',
  purchase: 'purchase achat compra',
  tags: 'comment comments notes note remark remarks комментарий примечание bemerkung',
  fax: 'fax факс telefax',
  time: 'time время uhrzeit heure hora',
  list: 'list liste прайс pricelist preisliste',
  seg: 'segment сегмент',
  many: 'per outer reorder lead discontinued freight фрахт weight size height',
  contract: 'contract договор договора vertrag contrat contrato',
  bank: 'iban bic swift verwendungszweck auftragskonto zahlungsreferenz назначение назначения бик',
  store: 'store shop outlet магазин filiale magasin tienda точка branch подразделение подразделения филиал',
  freight: 'frachtkosten',
  title: 'title courtesy должность titre',
};

/** Words that say nothing about the column, beside others. */
export const STOP = new Set(
  deaccent(
    'of the de la le du des der die das den fur for per pro in im en l d et und y и в на за a an del el los las со или or and von zur zum by au aux dem document1 s о об от к основной основная main haupt principal at on',
  ).split(' '),
);

const EXTRA: Record<string, string> = {
  folio: 'doc id',
  // Names of fields as SAP exports them.
  kunnr: 'cust id',
  kunag: 'cust id',
  kunrg: 'id parent',
  vbeln: 'doc id',
  belnr: 'doc id',
  posnr: 'id line',
  fkdat: 'date inv',
  bldat: 'date doc',
  budat: 'date posted',
  fkart: 'doc type',
  matnr: 'id prod',
  arktx: 'desc prod',
  maktx: 'desc prod',
  fkimg: 'qty',
  netwr: 'amount net',
  mwsbp: 'tax',
  wavwr: 'cost',
  waerk: 'currency',
  waers: 'currency',
  sku: 'id prod',
  артикул: 'id prod',
  артикула: 'id prod',
  fullname: 'full name',
  artikelnummer: 'id prod',
  duedate: 'date due',
  creditlimit: 'limit',
  paydays: 'day pay',
  salesperson: 'rep',
  subcategory: 'group sub',
  customerpo: 'custpo',
  isonumber: 'isonumber',
  datetime: 'date',
  exchangerate: 'rate',
  creditnote: 'credit',
  einzelpreis: 'price',
  postcode: 'postal',
  countrycode: 'country',
  qtyordered: 'qty',
  ustid: 'inn',
  parentid: 'id parent',
  currencycode: 'currency',
  warengruppe: 'group prod',
  artikelgruppe: 'group prod',
  produktgruppe: 'group prod',
  kundengruppe: 'cat cust',
  linetotal: 'amount line',
  einkaufspreis: 'cost unit',
  einstandspreis: 'cost unit',
  ek: 'cost unit',
  costprice: 'cost unit',
  purchaseprice: 'cost unit',
};

/** Word -> concepts, several parted by a space. */
export const CONCEPTS: ReadonlyMap<string, string> = build();

function build(): Map<string, string> {
  const made = new Map<string, string>();
  for (const [concept, words] of Object.entries(WORDS)) {
    for (const word of deaccent(words).split(' ')) if (!made.has(word)) made.set(word, concept);
  }
  for (const [word, concepts] of Object.entries(EXTRA)) made.set(deaccent(word), concepts);
  return made;
}
