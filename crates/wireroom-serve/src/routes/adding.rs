//! The addresses of adding, for the page and the API; the only ones that take a POST.

use super::{Site, asked, finished, understood};
use crate::adding::{self, Adding, DRAINED};
use crate::api::{none, openapi};
use crate::ask::{Ask, Form};
use crate::index::Index;
use crate::reply::{Reply, problem};
use crate::view;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, RawPathParams, Request, State};
use axum::http::{Response, StatusCode};
use axum::routing::{MethodRouter, get, post};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};
use std::sync::Arc;
use wireroom_wire::{Addition, List};

type From = State<Arc<Site>>;

/// The routes of adding, put beside the others.
pub(super) fn routes(router: Router<Arc<Site>>) -> Router<Arc<Site>> {
    let limit = DefaultBodyLimit::max(DRAINED);
    router
        .route("/add", showing(Form::Html).merge(taking(Form::Html)).layer(limit))
        .route("/add.json", showing(Form::Json))
        .route("/add.csv", showing(Form::Csv))
        .route("/add/{id}", showing(Form::Html))
        .route("/api/v1/additions", showing(Form::Json).merge(taking(Form::Json)).layer(limit))
        .route("/api/v1/additions/{id}", showing(Form::Json))
        .route("/api/v1/additions/{id}/progress", get(progress))
}

fn showing(form: Form) -> MethodRouter<Arc<Site>> {
    get(move |State(site): From, id: RawPathParams, request: Request| async move {
        shown(&site, id, &request, form)
    })
}

fn taking(form: Form) -> MethodRouter<Arc<Site>> {
    post(
        move |State(site): From, request: Request| async move { given(&site, request, form).await },
    )
}

/// What was added: the list and the form, or one addition.
fn shown(site: &Site, id: RawPathParams, request: &Request, form: Form) -> Response<Body> {
    let mut ask = match understood(id, request, form) {
        Ok(ask) => ask,
        Err(reply) => return reply.send(request.headers(), request.method()),
    };
    if form == Form::Html && !ask.id.is_empty() {
        let (stem, form) = Form::split(&ask.id);
        (ask.path, ask.form) = (format!("/add/{stem}"), form);
        ask.id = stem.to_owned();
    }
    let reply = asked(&site.base(), |index, ask| answer(site, index, ask), &ask);
    finished(reply, &ask, request)
}

fn answer(site: &Site, index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let Some(adding) = &site.adding else {
        return match ask.form {
            Form::Html => Ok(view::add::closed(index, ask)),
            _ => Err(closed()),
        };
    };
    if ask.id.is_empty() {
        let items = adding.all();
        return match ask.form {
            Form::Html => Ok(view::add::form(index, ask, adding, &items)),
            Form::Json => {
                let total = items.len();
                Reply::json(&List { items, total, next: None })
            }
            Form::Csv => csv(&items),
        };
    }
    let addition = adding.one(&ask.id).ok_or_else(|| none("addition"))?;
    match ask.form {
        Form::Html => Ok(view::add::addition(index, ask, &addition)),
        Form::Json => Reply::json(&addition),
        Form::Csv => csv(&[addition]),
    }
}

fn csv(additions: &[Addition]) -> Result<Reply, Reply> {
    let mut rows = Vec::new();
    for it in additions {
        let row = |what: &str, id: &str, name: &str, why: &str| {
            vec![
                it.id.clone(),
                it.state.clone(),
                what.to_owned(),
                id.to_owned(),
                name.to_owned(),
                why.to_owned(),
            ]
        };
        rows.extend(it.given.iter().map(|given| row("given", "", &given.name, "")));
        rows.extend(it.documents.iter().map(|added| {
            let what = if added.held { "held before" } else { "added" };
            row(what, &added.id, added.title.as_deref().unwrap_or(""), "")
        }));
        rows.extend(it.set_aside.iter().map(|document| {
            let why = document.set_aside.as_ref().map_or("", |aside| &aside.what);
            row("set aside", &document.id, document.path.as_deref().unwrap_or(""), why)
        }));
        rows.extend(it.problem.iter().map(|problem| row("problem", "", "", problem)));
    }
    Reply::csv(&["addition", "state", "what", "document", "name", "why"], &rows)
}

/// Takes an upload.
async fn given(site: &Arc<Site>, request: Request, form: Form) -> Response<Body> {
    let (headers, method) = (request.headers().clone(), request.method().clone());
    let ask = Ask {
        path: request.uri().path().to_owned(),
        id: String::new(),
        query: Default::default(),
        form,
    };
    let reply = match take(site, request).await {
        Ok(addition) if form == Form::Html => Ok(Reply::see(format!("/add/{}", addition.id))),
        Ok(addition) => Reply::json(&addition).map(|reply| reply.with_status(StatusCode::ACCEPTED)),
        Err(reply) => Err(reply),
    };
    let reply = reply.unwrap_or_else(|reply| match ask.form {
        Form::Html => view::failed(&ask, reply.status, &reply.detail()),
        _ => reply,
    });
    reply.send(&headers, &method)
}

async fn take(site: &Arc<Site>, request: Request) -> Result<Addition, Reply> {
    site.gate.may_change(request.headers())?;
    let adding = site.adding.as_ref().ok_or_else(closed)?;
    let busy = || {
        problem(StatusCode::TOO_MANY_REQUESTS, "too much is being added at once; try again soon")
    };
    let _place = adding.receiving.try_acquire().map_err(|_| busy())?;
    let uploads = adding::received(request).await?;
    adding.take(uploads).ok_or_else(busy)
}

fn closed() -> Reply {
    problem(StatusCode::FORBIDDEN, "this server was told to show and not to add")
}

async fn progress(State(site): From, id: RawPathParams, request: Request) -> Response<Body> {
    let adding: Option<&Arc<Adding>> = site.adding.as_ref();
    let found = understood(id, &request, Form::Json).and_then(|ask| {
        let adding = adding.ok_or_else(closed)?;
        adding.one(&ask.id).ok_or_else(|| none("addition"))?;
        Ok((Arc::clone(adding), ask.id))
    });
    match found {
        Ok((adding, id)) => adding::stream(adding, id),
        Err(reply) => reply.send(request.headers(), request.method()),
    }
}

/// Puts the routes of adding into the API's description.
pub(crate) fn describe(paths: &mut Map<String, Value>, generator: &mut SchemaGenerator) {
    let one = openapi::reference::<Addition>(generator);
    let list = openapi::reference::<List<Addition>>(generator);
    let problem = openapi::reference::<wireroom_wire::Problem>(generator);
    let json = |schema: &Value| json!({ "application/json": { "schema": schema } });
    let error = |what: &str| json!({ "description": what, "content": { "application/problem+json": { "schema": problem } } });
    let id = json!([{
        "name": "id", "in": "path", "required": true, "description": "Its number.",
        "schema": { "type": "string", "minLength": 1 },
    }]);
    let usual = |found: Value| {
        json!({
            "200": { "description": "Found.", "content": found },
            "304": { "description": "As `If-None-Match` has it." },
            "400": error("The request is wrong."),
            "401": error("The token is missing; only where one is demanded."),
            "403": error("Asked by another site, or the server only shows."),
            "404": error("There is no such addition."),
            "421": error("Asked under a name that is not this server's."),
        })
    };
    let get = |name: &str, what: &str, parameters: &Value, found: Value| json!({ "operationId": name, "summary": what, "parameters": parameters, "responses": usual(found) });
    let mut taken = usual(json!({}));
    let responses = taken.as_object_mut();
    if let Some(responses) = responses {
        for status in ["200", "304", "404"] {
            responses.remove(status);
        }
        for (status, what) in [
            ("408", "The upload took longer than two minutes."),
            ("413", "The upload is larger than 64 MiB."),
            ("415", "The body is no form."),
            ("429", "Too much is being added at once: try again soon."),
        ] {
            responses.insert(status.to_owned(), error(what));
        }
        responses.insert(
            "202".to_owned(),
            json!({ "description": "Taken; its progress tells the rest.", "content": json(&one) }),
        );
    }
    let text = |what: &str| json!({ "type": "string", "description": what });
    let form = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "file": {
                "type": "array", "maxItems": adding::FILES,
                "items": { "type": "string", "contentMediaType": "application/octet-stream" },
                "description": "Files of any format that `wireroom read` takes.",
            },
            "text": text("A text, a page's HTML or a JSON record."),
            "title": text("Title of the text."),
            "outlet": text("Who published the text."),
            "published": text("When the text was published."),
            "url": text("Address of the text; it is not fetched."),
        },
    });
    let post = json!({
        "operationId": "add",
        "summary": "Adds files or a text to the pile. `Origin` must be this server's own; all together at most 64 MiB.",
        "parameters": [{
            "name": "origin", "in": "header", "required": true,
            "description": "This server's own origin: `http://` and the host that is asked.",
            "schema": { "type": "string" },
        }],
        "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": form } } },
        "responses": taken,
    });
    let mut all = get(
        "additions",
        "What was added since the server started, latest first.",
        &json!([]),
        json(&list),
    );
    if let Some(responses) = all["responses"].as_object_mut() {
        responses.remove("404");
    }
    paths.insert("/api/v1/additions".to_owned(), json!({ "get": all, "post": post }));
    paths.insert(
        "/api/v1/additions/{id}".to_owned(),
        json!({ "get": get("addition", "One addition.", &id, json(&one)) }),
    );
    // No type: some take the schema for that of the stream, some for that of one event.
    let events = json!({ "text/event-stream": { "schema": { "description": "Events." } } });
    paths.insert(
        "/api/v1/additions/{id}/progress".to_owned(),
        json!({ "get": get(
            "progress",
            "How far an addition is: server-sent events named `addition`, each the addition as JSON, until it has ended.",
            &id,
            events,
        ) }),
    );
}
