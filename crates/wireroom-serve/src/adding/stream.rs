//! How far an addition is, as server-sent events: one event a change, the addition as JSON, until
//! it has ended.

use super::{Adding, ended};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, header};
use http_body_util::channel::Channel;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked at.
const OFTEN: Duration = Duration::from_millis(150);
/// Looks without a change after which a comment says that the line still stands.
const QUIET: u32 = 60;

/// The stream of the addition of this id, which must be there.
pub(crate) fn stream(adding: Arc<Adding>, id: String) -> Response<Body> {
    let (mut sender, body) = Channel::<Bytes, Infallible>::new(4);
    tokio::spawn(async move {
        let mut told = None;
        let mut quiet = 0;
        // A forgotten addition ends the stream too.
        while let Some(now) = adding.one(&id) {
            let end = ended(&now);
            let event = if told.as_ref() == Some(&now) {
                quiet += 1;
                (quiet % QUIET == 0).then(|| ":\n\n".to_owned())
            } else {
                let json = serde_json::to_string(&now).unwrap_or_default();
                told = Some(now);
                Some(format!("event: addition\ndata: {json}\n\n"))
            };
            if let Some(event) = event
                && sender.send_data(Bytes::from(event)).await.is_err()
            {
                // Nobody listens any more.
                return;
            }
            if end {
                return;
            }
            tokio::time::sleep(OFTEN).await;
        }
    });
    let mut response = Response::new(Body::new(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
