//! Every address, once: the pages, the API, the assets. The router and the API's description are
//! both made from these tables.

mod adding;
mod site;

pub(crate) use adding::describe;

use crate::Pile;
use crate::adding::{Adding, Keep, Served};
use crate::api::openapi;
use crate::api::{self, known, none};
use crate::ask::{Ask, Form, Query};
use crate::follow::Follow;
use crate::gate::{Gate, guard};
use crate::index::{Base, Index};
use crate::reply::{Reply, problem};
use crate::view;
use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::routing::get;
use schemars::SchemaGenerator;
use serde_json::Value;
use site::{Site, asked};
use std::sync::{Arc, RwLock};
use wireroom_wire::{
    AboutRecord, Aligned, Annotation, Claim, Difference, Document, Entity, Event, Family, Hit,
    List, Matrix, PlaceCount, Received, Statement, Storyline,
};

type Handler = fn(&Index, &Ask) -> Result<Reply, Reply>;
type Schema = fn(&mut SchemaGenerator) -> Value;

/// A route of the API.
pub(crate) struct Operation {
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) parameters: &'static [(&'static str, &'static str)],
    pub(crate) schema: Schema,
    handler: Handler,
}

const CURSOR: (&str, &str) = ("cursor", "Where the part begins: `next` of the part before.");
const LIMIT: (&str, &str) = ("limit", "Most items of the part.");
const OF_EVENT: (&str, &str) = ("event", "Only those of the event of this id.");
const OF_DOCUMENT: (&str, &str) = ("document", "Only those of the document of this id.");
const POLARITY: (&str, &str) =
    ("polarity", "Only those asserted, denied, declined, not_discussed or unverified.");

macro_rules! schema {
    ($type:ty) => {
        |generator| openapi::reference::<$type>(generator)
    };
}

/// The API.
pub(crate) const API: &[Operation] = &[
    Operation {
        path: "/api/v1/about",
        name: "about",
        what: "The record in numbers, what was set aside, notes.",
        parameters: &[],
        schema: schema!(AboutRecord),
        handler: api::about,
    },
    Operation {
        path: "/api/v1/events",
        name: "events",
        what: "Events, latest first. Filters that are given several times must all hold.",
        parameters: &[
            ("kind", "Only of this kind; `none` for those of no known kind."),
            ("place", "Only at this place, by its name; `none` for those at no known place."),
            ("party", "Only with the entity of this id as a party."),
            ("not-kind", "None of this kind."),
            ("not-place", "None at this place."),
            ("not-party", "None with this party."),
            ("from", "Only on or after this day, month or year."),
            ("to", "Only on or before this day, month or year."),
            ("order", "latest or oldest first."),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Event>),
        handler: api::events,
    },
    Operation {
        path: "/api/v1/events/{id}",
        name: "event",
        what: "One event.",
        parameters: &[],
        schema: schema!(Event),
        handler: api::event,
    },
    Operation {
        path: "/api/v1/events/{id}/matrix",
        name: "matrix",
        what: "An event's families against its claims: said, silent, or not collected.",
        parameters: &[CURSOR, LIMIT],
        schema: schema!(Matrix),
        handler: api::derived::matrix_of,
    },
    Operation {
        path: "/api/v1/places",
        name: "places",
        what: "Places with the number of events at each, most first. The filters are those of events.",
        parameters: &[
            ("kind", "Only events of this kind; `none` for those of no known kind."),
            ("place", "Only this place, by its name."),
            ("party", "Only events with the entity of this id as a party."),
            ("not-kind", "No events of this kind."),
            ("not-place", "Not this place."),
            ("not-party", "No events with this party."),
            ("from", "Only events on or after this day, month or year."),
            ("to", "Only events on or before this day, month or year."),
        ],
        schema: schema!(List<PlaceCount>),
        handler: api::derived::places_of,
    },
    Operation {
        path: "/api/v1/claims",
        name: "claims",
        what: "Claims, best supported first within an event.",
        parameters: &[
            OF_EVENT,
            ("origin", "Only those that go back to the entity of this id."),
            ("document", "Only those that the document of this id carries."),
            POLARITY,
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Claim>),
        handler: api::claims,
    },
    Operation {
        path: "/api/v1/claims/{id}",
        name: "claim",
        what: "One claim.",
        parameters: &[],
        schema: schema!(Claim),
        handler: api::claim,
    },
    Operation {
        path: "/api/v1/statements",
        name: "statements",
        what: "Who said what.",
        parameters: &[
            OF_EVENT,
            OF_DOCUMENT,
            ("claim", "Only those that assert the claim of this id."),
            ("entity", "Only those that the entity of this id makes, relays or is the origin of."),
            ("about", "Only those by others that name the entity of this id."),
            ("origin", "Only those that go back to the entity of this id."),
            POLARITY,
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Statement>),
        handler: api::statements,
    },
    Operation {
        path: "/api/v1/statements/{id}",
        name: "statement",
        what: "One statement.",
        parameters: &[],
        schema: schema!(Statement),
        handler: api::statement,
    },
    Operation {
        path: "/api/v1/differences",
        name: "differences",
        what: "Where accounts differ.",
        parameters: &[
            OF_EVENT,
            OF_DOCUMENT,
            ("kind", "Only number, date, place, polarity or silence."),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Difference>),
        handler: api::differences,
    },
    Operation {
        path: "/api/v1/differences/{id}",
        name: "difference",
        what: "One difference.",
        parameters: &[],
        schema: schema!(Difference),
        handler: api::difference,
    },
    Operation {
        path: "/api/v1/documents",
        name: "documents",
        what: "Documents, then what was set aside.",
        parameters: &[
            OF_EVENT,
            ("family", "Only witnesses of the family of this id."),
            ("claim", "Only those that carry the claim of this id."),
            ("entity", "Only those that name the entity of this id."),
            ("outlet", "Only of this outlet."),
            ("set-aside", "yes: only what was set aside; no: only what was read."),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Document>),
        handler: api::documents,
    },
    Operation {
        path: "/api/v1/documents/{id}",
        name: "document",
        what: "One document.",
        parameters: &[],
        schema: schema!(Document),
        handler: api::document,
    },
    Operation {
        path: "/api/v1/documents/{id}/annotation",
        name: "annotation",
        what: "A document's repaired text with all that was found in it.",
        parameters: &[],
        schema: schema!(Annotation),
        handler: api::annotation,
    },
    Operation {
        path: "/api/v1/documents/{id}/received",
        name: "received",
        what: "A document's text as received.",
        parameters: &[],
        schema: schema!(Received),
        handler: api::received,
    },
    Operation {
        path: "/api/v1/families",
        name: "families",
        what: "Families and their lineage.",
        parameters: &[
            OF_EVENT,
            ("copies", "yes: only those of two witnesses or more; no: only those of one."),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Family>),
        handler: api::families,
    },
    Operation {
        path: "/api/v1/families/{id}",
        name: "family",
        what: "One family.",
        parameters: &[],
        schema: schema!(Family),
        handler: api::family,
    },
    Operation {
        path: "/api/v1/families/{id}/aligned",
        name: "aligned",
        what: "Two texts of a family side by side: what both have, what one has alone, what was moved or set in.",
        parameters: &[
            ("a", "Id of the left document, the base; needed."),
            ("b", "Id of the right document; needed."),
        ],
        schema: schema!(Aligned),
        handler: api::derived::aligned_of,
    },
    Operation {
        path: "/api/v1/storylines",
        name: "storylines",
        what: "Events of one series.",
        parameters: &[OF_EVENT, CURSOR, LIMIT],
        schema: schema!(List<Storyline>),
        handler: api::storylines,
    },
    Operation {
        path: "/api/v1/storylines/{id}",
        name: "storyline",
        what: "One storyline.",
        parameters: &[],
        schema: schema!(Storyline),
        handler: api::storyline,
    },
    Operation {
        path: "/api/v1/entities",
        name: "entities",
        what: "Who and what the texts refer to.",
        parameters: &[
            ("event", "Only parties and origins of the event of this id."),
            ("kind", "Only person, organization, state, place, unnamed or other."),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Entity>),
        handler: api::entities,
    },
    Operation {
        path: "/api/v1/entities/{id}",
        name: "entity",
        what: "One entity.",
        parameters: &[],
        schema: schema!(Entity),
        handler: api::entity,
    },
    Operation {
        path: "/api/v1/search",
        name: "search",
        what: "Search over events, statements, documents and entities, best first within each kind. Of a kind of which more than 5,000 fit, 5,000 are counted and given.",
        parameters: &[
            (
                "q",
                "Words that must all be there; -word excludes, \"two words\" stand together, word* is the start of one, outlet:name and -outlet:name keep and drop an outlet.",
            ),
            ("outlet", "Only of this outlet; given again, of any of them."),
            ("not-outlet", "Not of this outlet."),
            (
                "from",
                "Only published, or for events happened, on or after this day, month or year.",
            ),
            ("to", "Only on or before this day, month or year."),
            ("in", "Only event, statement, document or entity; needed for a cursor."),
            ("event", "Only statements of the event of this id."),
            (
                "entity",
                "Only statements that the entity of this id makes, relays or is the origin of.",
            ),
            (
                "polarity",
                "Only statements asserted, denied, declined, not_discussed or unverified.",
            ),
            CURSOR,
            LIMIT,
        ],
        schema: schema!(List<Hit>),
        handler: api::search::search,
    },
];

/// A page: its address, what it shows, the data behind it.
struct Page {
    path: &'static str,
    shows: Handler,
    data: Option<Handler>,
}

macro_rules! one {
    ($name:ident, $what:literal, $view:path) => {
        |index, ask| index.$name(&ask.id).map(|it| $view(index, ask, it)).ok_or_else(|| none($what))
    };
}

const PAGES: &[Page] = &[
    Page { path: "/events", shows: view::events::events, data: Some(api::events) },
    Page {
        path: "/events/{id}",
        shows: one!(event, "event", view::event::event),
        data: Some(api::event),
    },
    Page { path: "/map", shows: view::map::map, data: Some(api::derived::places_of) },
    Page {
        path: "/matrix/{id}",
        shows: |index, ask| {
            let event = index.event(&ask.id).ok_or_else(|| none("event"))?;
            view::matrix::shown(index, ask, event)
        },
        data: Some(api::derived::matrix_of),
    },
    Page { path: "/claims", shows: view::lists::claims, data: Some(api::claims) },
    Page {
        path: "/claims/{id}",
        shows: one!(claim, "claim", view::claim::claim),
        data: Some(api::claim),
    },
    Page { path: "/statements", shows: view::lists::statements, data: Some(api::statements) },
    Page { path: "/differences", shows: view::lists::differences, data: Some(api::differences) },
    Page { path: "/documents", shows: view::lists::documents, data: Some(api::documents) },
    Page {
        path: "/documents/{id}",
        shows: one!(document, "document", view::article::article),
        data: Some(api::document),
    },
    Page { path: "/families", shows: view::lists::families, data: Some(api::families) },
    Page {
        path: "/families/{id}",
        shows: one!(family, "family", view::lineage::family),
        data: Some(api::family),
    },
    Page { path: "/storylines", shows: view::lists::storylines, data: Some(api::storylines) },
    Page {
        path: "/storylines/{id}",
        shows: one!(storyline, "storyline", view::storyline::storyline),
        data: Some(api::storyline),
    },
    Page { path: "/entities", shows: view::lists::entities_list, data: Some(api::entities) },
    Page {
        path: "/entities/{id}",
        shows: one!(entity, "entity", view::entity::entity),
        data: Some(api::entity),
    },
    Page { path: "/search", shows: view::search::search, data: Some(api::search::search) },
    Page { path: "/about", shows: view::about::about, data: Some(api::about) },
    Page { path: "/help", shows: view::help, data: None },
];

/// The page and the API over `pile`, for those that `gate` lets in. Nothing can be added.
///
/// # Errors
/// When the record file cannot be read.
pub fn router(pile: Pile, gate: Gate) -> Result<Router, wireroom_store::Error> {
    routed(pile, gate, |_| None)
}

/// [`router`] over a pile that can be added to; `keep` holds its documents.
///
/// # Errors
/// When the record file cannot be read.
pub fn growing(
    pile: Pile,
    gate: Gate,
    keep: Arc<dyn Keep>,
) -> Result<Router, wireroom_store::Error> {
    routed(pile, gate, |served| Some(Arc::new(Adding::start(keep, served))))
}

fn routed(
    pile: Pile,
    gate: Gate,
    adding: impl FnOnce(Served) -> Option<Arc<Adding>>,
) -> Result<Router, wireroom_store::Error> {
    let follow = Follow::of(&pile);
    let served: Served = Arc::new(RwLock::new(Base::of(pile)?));
    let adding = adding(Arc::clone(&served));
    let site = Arc::new(Site { served, gate, adding, follow });
    let mut router = adding::routes(Router::new());
    for page in PAGES {
        let lists = !page.path.contains('{');
        for (ending, form) in [("", Form::Html), (".json", Form::Json), (".csv", Form::Csv)] {
            // A thing's ending is part of its id, and split off there.
            if form == Form::Html || (lists && page.data.is_some()) {
                let path = format!("{}{ending}", page.path);
                let answer = move |State(site): State<Arc<Site>>,
                                   id: RawPathParams,
                                   request: Request| async move {
                    answer(&site, id, &request, form, page.shows, page.data)
                };
                router = router.route(&path, get(answer));
            }
        }
    }
    for operation in API {
        let answer = move |State(site): State<Arc<Site>>, id: RawPathParams, request: Request| async move {
            reply_of_api(&site, id, &request, operation)
        };
        router = router.route(operation.path, get(answer));
    }
    let asset = |kind, body| {
        get(move |request: Request| async move {
            Reply::asset(kind, body).send(request.headers(), request.method())
        })
    };
    let router = router
        .route(
            "/api/v1/openapi.json",
            get(|State(site): State<Arc<Site>>, request: Request| async move {
                let ask = Ask {
                    path: String::new(),
                    id: String::new(),
                    query: Query::default(),
                    form: Form::Json,
                };
                let reply = asked(&site.base(), api::described, &ask).unwrap_or_else(|reply| reply);
                reply.send(request.headers(), request.method())
            }),
        )
        .route(
            "/",
            get(|request: Request| async move {
                Reply::see("/events".to_owned()).send(request.headers(), request.method())
            }),
        )
        .route("/assets/style.css", asset("text/css; charset=utf-8", view::STYLE))
        .route("/assets/page.js", asset("text/javascript; charset=utf-8", view::SCRIPT))
        .route("/assets/land.svg", asset("image/svg+xml", view::LAND))
        .route("/assets/icon.svg", asset("image/svg+xml", view::ICON))
        .fallback(|request: Request| async move { lost(&request) })
        .method_not_allowed_fallback(|request: Request| async move {
            problem(StatusCode::METHOD_NOT_ALLOWED, "this address is only read, with GET")
                .send(request.headers(), request.method())
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&site), through_the_gate))
        .with_state(site);
    Ok(router)
}

async fn through_the_gate(
    State(site): State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = match site.gate.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(reply) => {
            let mut response = reply.send(request.headers(), request.method());
            if let Some(cookie) = site.gate.cookie(request.uri()) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
    };
    guard(response.headers_mut());
    response
}

fn answer(
    site: &Site,
    id: RawPathParams,
    request: &Request,
    form: Form,
    shows: Handler,
    data: Option<Handler>,
) -> Response<Body> {
    let mut ask = match understood(id, request, form) {
        Ok(ask) => ask,
        Err(reply) => return reply.send(request.headers(), request.method()),
    };
    let base = site.base();
    // An id may itself end like a form; what is there goes before what could be meant.
    if !ask.id.is_empty() {
        let whole = asked(&base, shows, &ask);
        let (stem, form) = Form::split(&ask.id);
        if whole.is_err() && form != Form::Html {
            let ending = ask.id.len() - stem.len();
            ask.path.truncate(ask.path.len() - ending);
            ask.id.truncate(ask.id.len() - ending);
            ask.form = form;
        } else {
            return finished(whole, &ask, request);
        }
    }
    let reply = match (ask.form, data) {
        (Form::Html, _) => asked(&base, shows, &ask),
        (_, Some(data)) => asked(&base, data, &ask),
        (_, None) => Err(problem(StatusCode::NOT_FOUND, "this page has no data")),
    };
    finished(reply, &ask, request)
}

fn finished(reply: Result<Reply, Reply>, ask: &Ask, request: &Request) -> Response<Body> {
    let reply = reply.unwrap_or_else(|reply| match ask.form {
        Form::Html => view::failed(ask, reply.status, &reply.detail()),
        _ => reply,
    });
    reply.send(request.headers(), request.method())
}

/// What an operation of the API answers.
pub(crate) fn answer_of(
    base: &Arc<Base>,
    operation: &Operation,
    ask: &Ask,
) -> Result<Reply, Reply> {
    known(ask, operation)?;
    asked(base, operation.handler, ask)
}

fn reply_of_api(
    site: &Site,
    id: RawPathParams,
    request: &Request,
    operation: &Operation,
) -> Response<Body> {
    let reply = understood(id, request, Form::Json)
        .and_then(|ask| answer_of(&site.base(), operation, &ask));
    reply.unwrap_or_else(|reply| reply).send(request.headers(), request.method())
}

fn understood(id: RawPathParams, request: &Request, form: Form) -> Result<Ask, Reply> {
    let bad = |what: &str| problem(StatusCode::BAD_REQUEST, what);
    let query = Query::parse(request.uri().query().unwrap_or(""))
        .ok_or_else(|| bad("the query has more than 64 parameters"))?;
    let id = id.iter().map(|(_, id)| id.to_owned()).next().unwrap_or_default();
    let path = request.uri().path();
    let list = path.trim_end_matches(".json").trim_end_matches(".csv");
    // The id as it is, not as the address has it escaped: addresses made from this are escaped anew.
    let path = match (id.is_empty(), path.trim_start_matches('/').split_once('/')) {
        (false, Some((list, _))) => format!("/{list}/{id}"),
        _ => list.to_owned(),
    };
    Ok(Ask { path, id, query, form })
}

fn lost(request: &Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let (_, form) = Form::split(&path);
    let form = if path.starts_with("/api/") { Form::Json } else { form };
    let ask = Ask { path, id: String::new(), query: Query::default(), form };
    view::failed(&ask, StatusCode::NOT_FOUND, "there is nothing at this address")
        .send(request.headers(), request.method())
}
